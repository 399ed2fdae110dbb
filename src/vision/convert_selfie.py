#!/usr/bin/env python3
"""Turn a TensorFlow.js graph model into a frozen TensorFlow GraphDef.

    convert_selfie.py model.json output.pb

The person-mask network is published for TensorFlow.js: `model.json` lists plain TensorFlow nodes and the
weights lie in the binary files it names. OpenCV reads the same nodes from a GraphDef, so this script writes one,
with every weight as float32 or int32 inside its Const node. It needs nothing but Python 3.
"""

import base64
import json
import os
import struct
import sys

DATA_TYPES = {"DT_FLOAT": 1, "DT_INT32": 3, "DT_INT64": 9, "DT_BOOL": 10}
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


# --- the messages of graph.proto, attr_value.proto and tensor.proto ---------------------------------------------

def shape_message(shape):
    return b"".join(blob(2, number(1, dim["size"])) for dim in shape.get("dim", []))


def tensor_message(tensor, content):
    return (number(1, DATA_TYPES[tensor["dtype"]])
            + blob(2, shape_message(tensor.get("tensorShape", {})))
            + blob(4, content))


def list_message(values):
    unknown = set(values) - {"i"}
    if unknown:
        raise ValueError(f"list attribute of unknown kind {sorted(unknown)}")
    packed = b"".join(varint(int(value)) for value in values.get("i", []))
    return blob(3, packed) if packed else b""


def attribute_message(attribute, content):
    ((kind, value),) = attribute.items()
    if kind == "list":
        return blob(1, list_message(value))
    if kind == "s":
        return blob(2, base64.b64decode(value))
    if kind == "i":
        return number(3, value)
    if kind == "b":
        return number(5, value)
    if kind == "type":
        return number(6, DATA_TYPES[value])
    if kind == "shape":
        return blob(7, shape_message(value))
    if kind == "tensor":
        return blob(8, tensor_message(value, content))
    raise ValueError(f"attribute of unknown kind {kind!r}")


def node_message(node, weights):
    content = weights.get(node["name"])
    if node["op"] == "Const" and content is None:
        raise ValueError(f"no weights for {node['name']}")
    out = blob(1, node["name"]) + blob(2, node["op"])
    out += b"".join(blob(3, name) for name in node.get("input", []))
    for key, value in sorted(node.get("attr", {}).items()):
        if not key.startswith("_"):  # notes the optimiser left behind
            out += blob(5, blob(1, key) + blob(2, attribute_message(value, content)))
    return out


def graph_message(model, weights):
    topology = model["modelTopology"]
    nodes = b"".join(blob(1, node_message(node, weights)) for node in topology["node"])
    return nodes + blob(4, number(1, topology["versions"]["producer"]))


# --- the weights ------------------------------------------------------------------------------------------------

def read_weights(model, folder):
    """Name -> bytes of float32 or int32, in the order the manifest lists them."""
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
            if stored == "float16":
                raw = struct.pack(f"<{count}f", *struct.unpack(f"<{count}e", raw))
            weights[entry["name"]] = raw
        if offset != len(data):
            raise ValueError(f"{len(data)} bytes of weights, the manifest accounts for {offset}")
    return weights


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as file:
        model = json.load(file)
    graph = graph_message(model, read_weights(model, os.path.dirname(source)))
    partial = target + ".partial"
    with open(partial, "wb") as file:
        file.write(graph)
    os.replace(partial, target)


if __name__ == "__main__":
    main()
