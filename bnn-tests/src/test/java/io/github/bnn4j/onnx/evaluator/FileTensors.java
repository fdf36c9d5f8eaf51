package io.github.bnn4j.onnx.evaluator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import onnx.Onnx.TensorProto;

/** Reads the tensors of a file. */
final class FileTensors {

    private FileTensors() {}

    static NdArray of(TensorProto tensor) {
        int[] shape = tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
        double[] values = new double[NdArray.sizeOf(shape)];
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (tensor.getDataType()) {
                case TensorProto.DataType.FLOAT_VALUE -> raw.hasRemaining() ? raw.getFloat() : tensor.getFloatData(i);
                case TensorProto.DataType.DOUBLE_VALUE ->
                    raw.hasRemaining() ? raw.getDouble() : tensor.getDoubleData(i);
                case TensorProto.DataType.INT64_VALUE -> raw.hasRemaining() ? raw.getLong() : tensor.getInt64Data(i);
                default -> throw new IllegalArgumentException(tensor.getName() + " is of type " + tensor.getDataType());
            };
        }
        return new NdArray(shape, values, tensor.getDataType() == TensorProto.DataType.INT64_VALUE);
    }
}
