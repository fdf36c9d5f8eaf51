package io.github.bnn4j.onnx.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import org.nd4j.shade.protobuf.ByteString;

/** Constants as the file holds them: little-endian, row after row. */
final class Tensors {

    private Tensors() {}

    static TensorProto ofFloats(String name, int[] shape, float... values) {
        ByteBuffer bytes = room(values.length, Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return tensor(name, DataType.FLOAT, shape, bytes);
    }

    static TensorProto ofDoubles(String name, int[] shape, double... values) {
        ByteBuffer bytes = room(values.length, Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return tensor(name, DataType.DOUBLE, shape, bytes);
    }

    static TensorProto ofIntegers(String name, long... values) {
        ByteBuffer bytes = room(values.length, Long.BYTES);
        bytes.asLongBuffer().put(values);
        return tensor(name, DataType.INT64, new int[] {values.length}, bytes);
    }

    private static ByteBuffer room(int values, int size) {
        return ByteBuffer.allocate(Math.multiplyExact(values, size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto tensor(String name, DataType type, int[] shape, ByteBuffer bytes) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (int dimension : shape) {
            tensor.addDims(dimension);
        }
        return tensor.setRawData(ByteString.copyFrom(bytes)).build();
    }
}
