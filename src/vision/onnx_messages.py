"""The messages of onnx.proto, encoded by hand: as much of them as a network of ours needs.

Nothing but Python 3 is asked for, so that setting up installs no more than building does.
"""

import struct

IR_VERSION, OPSET = 6, 11  # what OpenCV 4.6 reads
FLOAT, UINT8, INT8, INT32 = 1, 2, 3, 6
PACKED = {FLOAT: "f", UINT8: "B", INT8: "b", INT32: "i"}


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


def tensor_message(name, shape, values, kind=FLOAT):
    return (b"".join(number(1, size) for size in shape) + number(2, kind) + blob(8, name)
            + blob(9, struct.pack(f"<{len(values)}{PACKED[kind]}", *values)))


def value_message(name, shape):
    dimensions = b"".join(blob(1, number(1, size)) for size in shape)
    return blob(1, name) + blob(2, blob(1, number(1, FLOAT) + blob(2, dimensions)))


def model_message(name, nodes, tensors, inputs, outputs):
    graph = (b"".join(blob(1, node) for node in nodes) + blob(2, name) + b"".join(blob(5, tensor) for tensor in tensors)
             + b"".join(blob(11, value) for value in inputs) + b"".join(blob(12, value) for value in outputs))
    return number(1, IR_VERSION) + blob(7, graph) + blob(8, number(2, OPSET))
