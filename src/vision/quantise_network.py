"""A converted network in whole numbers of 8 bits (量化): a third of the time on a processor that multiplies them well.

Convolutions that add up many products get 8-bit weights and take and give 8-bit values; everything else, and what the
network answers, stays as it is. Weights are kept within 7 bits: processors without an instruction of their own for
this add two products in 16 bits, which 8 would overflow, and the answer has to be the same on all of them. (Jacob et
al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018.)
"""

from onnx_messages import FLOAT, INT32, INT8, UINT8, node_message, tensor_message

LEVELS, MOST_WEIGHT = 255, 63
LEAST_CHANNELS = 32  # added up for one value; engines do no better in whole numbers with fewer


class Quantiser:
    """`ranges`: the smallest and largest value that each node was seen to give."""

    def __init__(self, converter, outputs, ranges):
        self.converter, self.outputs, self.ranges = converter, outputs, ranges
        self.nodes, self.tensors = [], []
        self.whole = {}  # name -> its name in whole numbers
        self.known = set()  # names that have been given a value as they were
        self.users = {}
        for node in converter.nodes_out:
            for source in node[2]:
                self.users.setdefault(source, []).append(node)

    def run(self):
        fused = set()
        for node in self.converter.nodes_out:
            op, name, inputs, attributes = node
            if name in fused:
                continue
            if op == "Conv" and name not in self.outputs and self.worth_it(inputs[1]):
                fused.add(self.convolution(node))
                continue
            for source in inputs:
                if source in self.converter.tensors:
                    self.constant(source, *self.converter.tensors[source])
                else:
                    self.as_floats(source)
            self.nodes.append(node_message(op, name, inputs, attributes))
            self.known.add(name)
        return self

    def worth_it(self, weight):
        _, channels, kernel, _ = self.converter.tensors[weight][0]
        return channels >= LEAST_CHANNELS and kernel > 1

    def constant(self, name, shape, values, kind=FLOAT):
        if name not in self.known:
            self.known.add(name)
            self.tensors.append(tensor_message(name, shape, values, kind))
        return name

    def scale_of(self, name):
        """Step and zero of a value; zero itself is always hit, because convolutions pad with it."""
        low, high = self.ranges[name]
        low, high = min(low, 0.0), max(high, 0.0)
        step = (high - low) / LEVELS or 1.0
        return step, round(-low / step)

    def scaling(self, name):
        step, zero = self.scale_of(name)
        return [self.constant(name + "/step", [], [step]), self.constant(name + "/zero", [], [zero], UINT8)]

    def as_whole(self, name):
        """Where it is known as floats only, it is rounded."""
        if name not in self.whole:
            self.whole[name] = name + "/whole"
            self.nodes.append(node_message("QuantizeLinear", name + "/whole", [name, *self.scaling(name)], {}))
        return self.whole[name]

    def as_floats(self, name):
        if name in self.whole and name not in self.known:
            self.known.add(name)
            self.nodes.append(node_message("DequantizeLinear", name, [self.whole[name], *self.scaling(name)], {}))

    def convolution(self, node):
        """Emits it with the clipping at 0 that follows; the name of the node it gives the value of."""
        _, name, (source, weight, *bias), attributes = node
        users = self.users.get(name, [])
        result = users[0][1] if len(users) == 1 and users[0][0] == "Relu" else name
        taken, step = self.as_whole(source), self.scale_of(source)[0]
        shape, values = self.converter.tensors[weight]
        size = len(values) // shape[0]
        steps, whole = [], []
        for first in range(0, len(values), size):
            row = values[first:first + size]
            most = max(max(row), -min(row)) or 1.0
            steps.append(most / MOST_WEIGHT)
            whole += [round(value / steps[-1]) for value in row]
        inputs = [taken, *self.scaling(source), self.constant(weight + "/whole", shape, whole, INT8),
                  self.constant(weight + "/steps", [shape[0]], steps),
                  self.constant(weight + "/zeros", [shape[0]], [0] * shape[0], INT8), *self.scaling(result)]
        if bias:
            floats = self.converter.tensors[bias[0]][1]
            inputs.append(self.constant(bias[0] + "/whole", [shape[0]], [
                round(value / (step * own)) for value, own in zip(floats, steps)], INT32))
        self.whole[result] = result + "/whole"
        self.nodes.append(node_message("QLinearConv", result + "/whole", inputs, attributes))
        return result
