package io.github.bnn4j.onnx.writer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.TensorProto;
import org.nd4j.shade.protobuf.ByteString;

/** Makes tensors and attributes of a file. */
public final class HandWrittenTensor {

    private HandWrittenTensor() {}

    /** Returns numbers of single precision, as raw bytes. */
    public static TensorProto.Builder rawFloats(int[] shape, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return tensor(TensorProto.DataType.FLOAT_VALUE, shape).setRawData(ByteString.copyFrom(bytes.array()));
    }

    /** Returns numbers of single precision, one by one. */
    public static TensorProto.Builder floats(int[] shape, double... values) {
        TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT_VALUE, shape);
        for (double value : values) {
            tensor.addFloatData((float) value);
        }
        return tensor;
    }

    /** Returns integers of 64 bits. */
    public static TensorProto.Builder integers(int[] shape, long... values) {
        TensorProto.Builder tensor = tensor(TensorProto.DataType.INT64_VALUE, shape);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor;
    }

    private static TensorProto.Builder tensor(int type, int[] shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type);
        for (int size : shape) {
            tensor.addDims(size);
        }
        return tensor;
    }

    /** Returns an attribute; its type is that of the value: Integer, Double, String, int[], List of Double, or a tensor. */
    static AttributeProto.Builder attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer number) {
            return attribute.setType(AttributeType.INT).setI(number);
        }
        if (value instanceof Double number) {
            return attribute.setType(AttributeType.FLOAT).setF(number.floatValue());
        }
        if (value instanceof String text) {
            return attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        }
        if (value instanceof int[] numbers) {
            for (int number : numbers) {
                attribute.addInts(number);
            }
            return attribute.setType(AttributeType.INTS);
        }
        if (value instanceof List<?> numbers) {
            numbers.forEach(number -> attribute.addFloats(((Number) number).floatValue()));
            return attribute.setType(AttributeType.FLOATS);
        }
        if (value instanceof TensorProto.Builder tensor) {
            return attribute.setType(AttributeType.TENSOR).setT(tensor);
        }
        throw new IllegalArgumentException(name + ": " + value);
    }
}
