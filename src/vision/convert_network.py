#!/usr/bin/env python3
"""Turn a network published as a TensorFlow.js graph model into ONNX.

    convert_network.py model.json output.onnx [--side PIXELS] [--output NODE] [--ranges FILE]

`model.json` lists plain TensorFlow nodes and the weights lie in the binary files it names. This writes the same
arithmetic as an ONNX file, which every engine of ours reads, with planes in the order N C H W and weights as float32.
A network for pictures of any size gets the side it will be asked with; `--output` names the node whose values are
wanted where the model does not say, and what only later nodes need is left out. With `--ranges` it becomes a network
in whole numbers of 8 bits, see quantise_network.py. It needs nothing but Python 3, and refuses what it does not know
rather than guess.
"""

import argparse
import base64
import json
import os
import struct

from onnx_messages import model_message, node_message, tensor_message, value_message
from quantise_network import Quantiser

BYTES_PER_VALUE = {"float16": 2, "float32": 4, "int32": 4}


# --- the graph --------------------------------------------------------------------------------------------------

def transposed(values, shape, order):
    """Row-major values of an array with its axes in another order."""
    steps = [1] * len(shape)
    for axis in range(len(shape) - 2, -1, -1):
        steps[axis] = steps[axis + 1] * shape[axis + 1]
    places = [0]
    for axis in order:
        places = [place + i * steps[axis] for place in places for i in range(shape[axis])]
    return [values[place] for place in places]


def text(node, key):
    return base64.b64decode(node["attr"][key]["s"]).decode()


def texts(node, key):
    return [base64.b64decode(value).decode() for value in node["attr"][key]["list"].get("s", [])]


def spatial(node, key):
    """The two middle ones of four numbers in the order N H W C; they must be equal, the others 1."""
    first, height, width, last = (int(value) for value in node["attr"][key]["list"]["i"])
    if first != 1 or last != 1 or height != width:
        raise ValueError(f"{node['name']}: {key} is not square")
    return height


def padded(side, kernel, step):
    """TensorFlow's SAME: the side of the result, and the padding before and after."""
    out = -(-side // step)
    padding = max((out - 1) * step + kernel - side, 0)
    return out, padding // 2, padding - padding // 2


def needed(nodes, outputs):
    """Those the outputs depend on, in their order."""
    by_name = {node["name"]: node for node in nodes}
    wanted, waiting = set(), list(outputs)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += by_name[name].get("input", [])
    return [node for node in nodes if node["name"] in wanted]


class Converter:
    """Goes through the TensorFlow nodes, which stand after their inputs, and keeps what ONNX needs in their place."""

    def __init__(self, nodes, weights, side):
        self.nodes = {node["name"]: node for node in nodes}
        self.weights = weights  # name -> (shape, values)
        self.asked_side = side  # of a network that takes any
        self.sizes = {}  # name -> the numbers of a node that only says how large something is
        self.nodes_out, self.tensors = [], {}
        self.side, self.channels = {}, {}  # of each node's output
        self.uses = {}
        for node in nodes:
            for source in node.get("input", []):
                self.uses[source] = self.uses.get(source, 0) + 1
        self.renamed = {}  # nodes that have become a part of another
        self.inputs = []

    def emit(self, op, node, inputs, **attributes):
        self.nodes_out.append((op, node["name"], list(inputs), attributes))

    def has_size(self, name, side, channels):
        self.side[name], self.channels[name] = side, channels

    def tensor(self, name, shape, values):
        self.tensors[name] = shape, values  # one that several nodes share is kept once
        return name

    def source(self, name):
        return self.renamed.get(name, name)

    def convert(self):
        for node in self.nodes.values():
            if node["op"] != "Const":
                getattr(self, "on_" + node["op"])(node)
        return self

    def shaped_as(self, node, *sources):
        self.side[node["name"]] = max(self.side[source] for source in sources)
        self.channels[node["name"]] = max(self.channels[source] for source in sources)

    def on_Placeholder(self, node):
        _, height, width, channels = (int(d["size"]) for d in node["attr"]["shape"]["shape"]["dim"])
        if height != width:
            raise ValueError("the input is not square")
        if (width < 0) != (self.asked_side is not None):
            raise ValueError("a side is needed exactly where the network takes any")
        side = self.asked_side or width
        self.has_size(node["name"], side, channels)
        self.inputs.append(value_message(node["name"], [1, channels, side, side]))

    def convolution(self, node, depthwise):
        source, filter_name = node["input"]
        (kernel, kernel_width, ins, outs), values = self.weights[filter_name]
        if kernel != kernel_width or spatial(node, "dilations") != 1:
            raise ValueError(f"{node['name']}: unknown kind of convolution")
        shape = [ins * outs, 1, kernel, kernel] if depthwise else [outs, ins, kernel, kernel]
        order = (2, 3, 0, 1) if depthwise else (3, 2, 0, 1)
        weight = self.tensor(filter_name, shape, transposed(values, (kernel, kernel, ins, outs), order))
        step, side = spatial(node, "strides"), self.side[source]
        out, before, after = padded(side, kernel, step)
        if text(node, "padding") != "SAME":
            out, before, after = (side - kernel) // step + 1, 0, 0
        self.has_size(node["name"], out, shape[0])
        self.emit("Conv", node, [self.source(source), weight], kernel_shape=[kernel, kernel], strides=[step, step],
                  pads=[before, before, after, after], group=ins if depthwise else 1)

    def fused_convolution(self, node, depthwise):
        """With what follows it: a bias, and perhaps clipping at 0."""
        source, filter_name, bias = node["input"]
        after = texts(node, "fused_ops")
        if after not in (["BiasAdd"], ["BiasAdd", "Relu"]):
            raise ValueError(f"{node['name']}: followed by {after}")
        clipped = len(after) > 1
        linear = {**node, "input": [source, filter_name]}
        if clipped:
            linear["name"] += "/linear"
        self.convolution(linear, depthwise)
        self.nodes_out[-1][2].append(self.tensor(bias, *self.weights[bias]))
        if clipped:
            self.unary("Relu", {**node, "input": [linear["name"]]})

    def on__FusedConv2D(self, node):
        self.fused_convolution(node, depthwise=False)

    def on_FusedDepthwiseConv2dNative(self, node):
        self.fused_convolution(node, depthwise=True)

    def on_Conv2D(self, node):
        self.convolution(node, depthwise=False)

    def on_DepthwiseConv2dNative(self, node):
        self.convolution(node, depthwise=True)

    def on_Conv2DBackpropInput(self, node):
        sizes, filter_name, source = node["input"]
        (kernel, kernel_width, outs, ins), values = self.weights[filter_name]
        step, side = spatial(node, "strides"), self.side[source]
        wanted = [int(size) for size in self.weights[sizes][1]]
        if kernel != kernel_width or kernel != step or wanted[1:] != [side * step, side * step, outs]:
            raise ValueError(f"{node['name']}: unknown kind of transposed convolution")
        weight = self.tensor(filter_name, [ins, outs, kernel, kernel],
                             transposed(values, (kernel, kernel, outs, ins), (3, 2, 0, 1)))
        self.side[node["name"]], self.channels[node["name"]] = side * step, outs
        self.emit("ConvTranspose", node, [self.source(source), weight], kernel_shape=[kernel, kernel],
                  strides=[step, step])

    def elementwise(self, op, node):
        constants = [name for name in node["input"] if name in self.weights]
        sources = [name for name in node["input"] if name not in self.weights]
        if op == "Add" and len(constants) == 1 and self.becomes_bias(node, sources[0], constants[0]):
            return
        if op == "Mul" and len(constants) == 1 and self.becomes_scaling(node, sources[0], constants[0]):
            return
        for name in constants:
            shape, values = self.weights[name]
            if len(shape) > 1:
                raise ValueError(f"{node['name']}: a constant of {len(shape)} dimensions")
            self.tensor(name, [1, len(values), 1, 1], values)
        names = [self.source(name) for name in node["input"]]
        if op == "Add" and len({self.side[name] for name in sources}) > 1:
            names = [self.spread(node, name) for name in node["input"]]
        self.shaped_as(node, *sources)
        self.emit(op, node, names)

    def spread(self, node, name):
        """A single value a channel, repeated to the other summand's side: OpenCV adds no arrays of two sizes."""
        side = max(self.side[other] for other in node["input"])
        if self.side[name] == side:
            return self.source(name)
        if self.side[name] != 1:
            raise ValueError(f"{node['name']}: a sum of arrays of two sizes")
        wide = node["name"] + "/spread"
        self.emit("Resize", {"name": wide}, [self.source(name), *self.scaled_by(wide + "/scales", side)],
                  mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
        return wide

    def scaled_by(self, name, factor):
        """Inputs of a Resize: no region, and how much larger it gets."""
        scales = self.tensor(name, [4], [1.0, 1.0, factor, factor])
        return [self.tensor("no_region", [0], []), scales]

    def becomes_scaling(self, node, source, constant):
        """Whether the product is one factor a channel: then it is a convolution, into which a sum after it can go."""
        shape, values = self.weights[constant]
        channels = self.channels[source]
        if len(values) != channels or channels == 1:
            return False
        self.shaped_as(node, source)
        self.emit("Conv", node, [self.source(source), self.tensor(constant, [channels, 1, 1, 1], values)],
                  kernel_shape=[1, 1], strides=[1, 1], pads=[0, 0, 0, 0], group=channels)
        return True

    def becomes_bias(self, node, source, constant):
        """Whether the sum could be made a part of the convolution it follows."""
        shape, values = self.weights[constant]
        before = next((out for out in self.nodes_out if out[1] == source), None)
        if before is None or before[0] not in ("Conv", "ConvTranspose") or len(before[2]) != 2:
            return False
        if self.uses[source] != 1 or list(shape) != [self.channels[source]]:
            return False
        before[2].append(self.tensor(constant, shape, values))
        self.renamed[node["name"]] = source
        self.shaped_as(node, source)
        return True

    def on_Add(self, node):
        self.elementwise("Add", node)

    on_AddV2 = on_Add

    def on_AddN(self, node):
        if len(node["input"]) != 2:
            raise ValueError(f"{node['name']}: a sum of {len(node['input'])}")
        self.elementwise("Add", node)

    def on_Mul(self, node):
        self.elementwise("Mul", node)

    def unary(self, op, node, **attributes):
        (source,) = node["input"]
        self.shaped_as(node, source)
        self.emit(op, node, [self.source(source)], **attributes)

    def on_Relu(self, node):
        self.unary("Relu", node)

    def on_Sigmoid(self, node):
        self.unary("Sigmoid", node)

    def on_Relu6(self, node):
        """Only as in x/6 · relu6(x + 3), which is x · hard sigmoid(x)."""
        (source,) = node["input"]
        shifted = self.nodes[source]
        x, shift = shifted["input"]
        product = self.only_user(node["name"])
        sixth = self.nodes[next(name for name in product["input"] if name != node["name"])]
        factor, other = sixth["input"]
        if (shifted["op"] != "AddV2" or self.constant(shift) != 3 or sixth["op"] != "Mul" or other != x
                or abs(self.constant(factor) - 1 / 6) > 1e-3):  # half precision
            raise ValueError(f"{node['name']}: clipped in an unknown way")
        for unwanted in (source, sixth["name"]):
            self.nodes_out = [out for out in self.nodes_out if out[1] != unwanted]
        self.renamed[sixth["name"]] = self.source(x)
        self.shaped_as(node, x)
        self.emit("HardSigmoid", node, [self.source(x)], alpha=1 / 6, beta=0.5)

    def only_user(self, name):
        (user,) = (node for node in self.nodes.values() if name in node.get("input", []))
        return user

    def constant(self, name):
        shape, values = self.weights.get(name, ([], []))
        return values[0] if len(values) == 1 else float("nan")

    def pool(self, op, node, **attributes):
        (source,) = node["input"]
        kernel, step = spatial(node, "ksize"), spatial(node, "strides")
        out, before, after = padded(self.side[source], kernel, step)
        if text(node, "padding") != "SAME":
            raise ValueError(f"{node['name']}: pooled without padding")
        self.has_size(node["name"], out, self.channels[source])
        self.emit(op, node, [self.source(source)], kernel_shape=[kernel, kernel], strides=[step, step],
                  pads=[before, before, after, after], **attributes)

    def on_MaxPool(self, node):
        self.pool("MaxPool", node)

    def on_AvgPool(self, node):
        (source,) = node["input"]
        if text(node, "padding") == "SAME":
            return self.pool("AveragePool", node, count_include_pad=0)
        if spatial(node, "ksize") != self.side[source]:
            raise ValueError(f"{node['name']}: the mean of a part")
        self.mean(node, source)

    def on_Mean(self, node):
        source, axes = node["input"]
        if sorted(self.weights[axes][1]) != [1, 2] or not node["attr"]["keep_dims"]["b"]:
            raise ValueError(f"{node['name']}: the mean along other axes")
        self.mean(node, source)

    def mean(self, node, source):
        self.has_size(node["name"], 1, self.channels[source])
        self.emit("GlobalAveragePool", node, [self.source(source)])

    def on_ConcatV2(self, node):
        *sources, axis = node["input"]
        if self.constant(axis) not in (-1, 3):
            raise ValueError(f"{node['name']}: joined along another axis")
        self.has_size(node["name"], self.side[sources[0]], sum(self.channels[source] for source in sources))
        self.emit("Concat", node, [self.source(source) for source in sources], axis=1)

    def on_Shape(self, node):
        (source,) = node["input"]
        self.sizes[node["name"]] = [1, self.side[source], self.side[source], self.channels[source]]

    def on_StridedSlice(self, node):
        source, first, last, _ = node["input"]
        self.sizes[node["name"]] = self.sizes[source][self.constant(first):self.constant(last)]

    def on_ResizeBilinear(self, node):
        source, sizes = node["input"]
        height, width = self.sizes[sizes] if sizes in self.sizes else (int(size) for size in self.weights[sizes][1])
        if height != width or node["attr"]["align_corners"]["b"]:
            raise ValueError(f"{node['name']}: unknown kind of resizing")
        self.has_size(node["name"], height, self.channels[source])
        name = node["name"] + "/scales" if sizes in self.sizes else sizes
        self.emit("Resize", node, [self.source(source), *self.scaled_by(name, height / self.side[source])],
                  mode="linear", coordinate_transformation_mode=(
                      "half_pixel" if node["attr"]["half_pixel_centers"]["b"] else "asymmetric"))

    def model(self, name, outputs, ranges):
        values = [value_message(output, [1, self.channels[output], self.side[output], self.side[output]])
                  for output in outputs]
        if ranges:
            whole = Quantiser(self, outputs, ranges).run()
            return model_message(name, whole.nodes, whole.tensors, self.inputs, values)
        nodes = [node_message(*node) for node in self.nodes_out]
        tensors = [tensor_message(tensor, *content) for tensor, content in self.tensors.items()]
        return model_message(name, nodes, tensors, self.inputs, values)


# --- the weights ------------------------------------------------------------------------------------------------

def read_weights(model, folder):
    """Name -> (shape, values)."""
    weights = {}
    for group in model["weightsManifest"]:
        data = b""
        for path in group["paths"]:
            with open(os.path.join(folder, path), "rb") as file:
                data += file.read()
        offset = 0
        for entry in group["weights"]:
            stored = entry.get("quantization", {}).get("dtype", entry["dtype"])
            count = 1
            for size in entry["shape"]:
                count *= size
            end = offset + count * BYTES_PER_VALUE[stored]
            raw = data[offset:end]
            offset = end
            kind = {"float16": "e", "float32": "f", "int32": "i"}[stored]
            weights[entry["name"]] = entry["shape"], struct.unpack(f"<{count}{kind}", raw)
        if offset != len(data):
            raise ValueError(f"{len(data)} bytes of weights, the manifest accounts for {offset}")
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--side", type=int)
    parser.add_argument("--output")
    parser.add_argument("--ranges")
    arguments = parser.parse_args()
    with open(arguments.source, encoding="utf-8") as file:
        model = json.load(file)
    ranges = None
    if arguments.ranges:
        with open(arguments.ranges, encoding="utf-8") as file:
            ranges = json.load(file)
    weights = read_weights(model, os.path.dirname(arguments.source))
    outputs = [arguments.output] if arguments.output else [
        output["name"].removesuffix(":0") for output in model["signature"]["outputs"].values()]
    nodes = needed(model["modelTopology"]["node"], outputs)
    name = os.path.splitext(os.path.basename(arguments.target))[0]
    onnx = Converter(nodes, weights, arguments.side).convert().model(name, outputs, ranges)
    partial = arguments.target + ".partial"
    with open(partial, "wb") as file:
        file.write(onnx)
    os.replace(partial, arguments.target)


if __name__ == "__main__":
    main()
