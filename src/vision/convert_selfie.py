#!/usr/bin/env python3
"""Turn the person-mask network, a TensorFlow.js graph model, into ONNX.

    convert_selfie.py model.json output.onnx

The network is published for TensorFlow.js: `model.json` lists plain TensorFlow nodes and the weights lie in the
binary files it names. This writes the same arithmetic as an ONNX file, which every engine of ours reads, with planes
in the order N C H W and weights as float32. It needs nothing but Python 3, and refuses what it does not know rather
than guess.
"""

import base64
import json
import os
import struct
import sys

IR_VERSION, OPSET = 6, 11  # what OpenCV 4.6 reads
FLOAT = 1
BYTES_PER_VALUE = {"float16": 2, "float32": 4, "int32": 4}


# --- protobuf encoding: a field is a tag (number, wire type) and a value ----------------------------------------

def varint(value):
    value &= 0xFFFFFFFFFFFFFFFF  # negative numbers are written as 64-bit two's complement
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(int(value))


def blob(field, value):
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(data)) + data


# --- the messages of onnx.proto ---------------------------------------------------------------------------------

def attribute_message(name, value):
    if isinstance(value, str):
        return blob(1, name) + blob(4, value) + number(20, 3)
    if isinstance(value, int):
        return blob(1, name) + number(3, value) + number(20, 2)
    if isinstance(value, float):
        return blob(1, name) + varint(2 << 3 | 5) + struct.pack("<f", value) + number(20, 1)
    return blob(1, name) + b"".join(number(8, item) for item in value) + number(20, 7)


def node_message(op, name, inputs, attributes):
    return (b"".join(blob(1, source) for source in inputs) + blob(2, name) + blob(3, name) + blob(4, op)
            + b"".join(blob(5, attribute_message(key, value)) for key, value in sorted(attributes.items())))


def tensor_message(name, shape, values):
    return (b"".join(number(1, size) for size in shape) + number(2, FLOAT) + blob(8, name)
            + blob(9, struct.pack(f"<{len(values)}f", *values)))


def value_message(name, shape):
    dimensions = b"".join(blob(1, number(1, size)) for size in shape)
    return blob(1, name) + blob(2, blob(1, number(1, FLOAT) + blob(2, dimensions)))


def model_message(name, nodes, tensors, inputs, outputs):
    graph = (b"".join(blob(1, node) for node in nodes) + blob(2, name) + b"".join(blob(5, tensor) for tensor in tensors)
             + b"".join(blob(11, value) for value in inputs) + b"".join(blob(12, value) for value in outputs))
    return number(1, IR_VERSION) + blob(7, graph) + blob(8, number(2, OPSET))


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


def spatial(node, key):
    """The two middle ones of four numbers in the order N H W C; they must be equal, the others 1."""
    first, height, width, last = (int(value) for value in node["attr"][key]["list"]["i"])
    if first != 1 or last != 1 or height != width:
        raise ValueError(f"{node['name']}: {key} is not square")
    return height


class Converter:
    """Goes through the TensorFlow nodes, which stand after their inputs, and keeps what ONNX needs in their place."""

    def __init__(self, nodes, weights):
        self.nodes = {node["name"]: node for node in nodes}
        self.weights = weights  # name -> (shape, values)
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

    def tensor(self, name, shape, values):
        self.tensors[name] = tensor_message(name, shape, values)  # one that several nodes share is kept once
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
        self.side[node["name"]], self.channels[node["name"]] = width, channels
        self.inputs.append(value_message(node["name"], [1, channels, height, width]))

    def convolution(self, node, depthwise):
        source, filter_name = node["input"]
        (kernel, kernel_width, ins, outs), values = self.weights[filter_name]
        if kernel != kernel_width or spatial(node, "dilations") != 1 or (depthwise and outs != 1):
            raise ValueError(f"{node['name']}: unknown kind of convolution")
        shape = [ins, 1, kernel, kernel] if depthwise else [outs, ins, kernel, kernel]
        order = (2, 3, 0, 1) if depthwise else (3, 2, 0, 1)
        weight = self.tensor(filter_name, shape, transposed(values, (kernel, kernel, ins, outs), order))
        step, side = spatial(node, "strides"), self.side[source]
        if text(node, "padding") == "SAME":
            out = -(-side // step)
            padding = max((out - 1) * step + kernel - side, 0)
        else:
            out, padding = (side - kernel) // step + 1, 0
        before, after = padding // 2, padding - padding // 2
        self.side[node["name"]], self.channels[node["name"]] = out, shape[0]
        self.emit("Conv", node, [self.source(source), weight], kernel_shape=[kernel, kernel], strides=[step, step],
                  pads=[before, before, after, after], group=ins if depthwise else 1)

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
        for name in constants:
            shape, values = self.weights[name]
            if len(shape) > 1:
                raise ValueError(f"{node['name']}: a constant of {len(shape)} dimensions")
            self.tensor(name, [1, len(values), 1, 1], values)
        self.shaped_as(node, *sources)
        self.emit(op, node, [self.source(name) for name in node["input"]])

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

    def on_AvgPool(self, node):
        (source,) = node["input"]
        if spatial(node, "ksize") != self.side[source] or text(node, "padding") != "VALID":
            raise ValueError(f"{node['name']}: the mean of a part")
        self.side[node["name"]], self.channels[node["name"]] = 1, self.channels[source]
        self.emit("GlobalAveragePool", node, [self.source(source)])

    def on_ResizeBilinear(self, node):
        source, sizes = node["input"]
        height, width = (int(size) for size in self.weights[sizes][1])
        if height != width or node["attr"]["align_corners"]["b"] or not node["attr"]["half_pixel_centers"]["b"]:
            raise ValueError(f"{node['name']}: unknown kind of resizing")
        factor = height / self.side[source]
        scales = self.tensor(sizes, [4], [1.0, 1.0, factor, factor])
        self.side[node["name"]], self.channels[node["name"]] = height, self.channels[source]
        self.emit("Resize", node, [self.source(source), self.tensor("no_region", [0], []), scales], mode="linear",
                  coordinate_transformation_mode="half_pixel")

    def model(self, outputs):
        values = [value_message(name, [1, self.channels[name], self.side[name], self.side[name]]) for name in outputs]
        nodes = [node_message(*node) for node in self.nodes_out]
        return model_message("selfie", nodes, self.tensors.values(), self.inputs, values)


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
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        model = json.load(file)
    weights = read_weights(model, os.path.dirname(source))
    outputs = [output["name"].removesuffix(":0") for output in model["signature"]["outputs"].values()]
    onnx = Converter(model["modelTopology"]["node"], weights).convert().model(outputs)
    partial = target + ".partial"
    with open(partial, "wb") as file:
        file.write(onnx)
    os.replace(partial, target)


if __name__ == "__main__":
    main()
