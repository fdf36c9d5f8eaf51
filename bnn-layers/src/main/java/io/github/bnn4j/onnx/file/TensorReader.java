package io.github.bnn4j.onnx.file;

import io.github.bnn4j.onnx.OnnxException;
import io.github.bnn4j.onnx.model.ElementType;
import io.github.bnn4j.onnx.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntToDoubleFunction;
import onnx.Onnx.TensorProto;

/** Reads a tensor: its values are as many as its dimensions say before anything is allocated for them. */
final class TensorReader {

    private final TensorProto tensor;

    /** Begins messages. */
    private final String what;

    private TensorReader(TensorProto tensor, String what) {
        this.tensor = tensor;
        this.what = what;
    }

    /**
     * Reads a tensor.
     *
     * @param what names it in messages
     * @throws OnnxException if it is damaged, kept in another file, or of a type that is not known
     */
    static Tensor read(TensorProto tensor, String what) {
        return new TensorReader(tensor, what).read();
    }

    private Tensor read() {
        if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT || tensor.getExternalDataCount() > 0) {
            throw refused("is kept in another file: save the network with its data inside");
        }
        if (tensor.hasSegment()) {
            throw refused("is one segment of a tensor, which is not supported");
        }
        ElementType type = ElementType.of(tensor.getDataType())
                .orElseThrow(() -> refused(
                        "has elements of the type " + typeName(tensor.getDataType()) + ", which is not supported"));
        int[] shape = shape();
        int count = count(shape);
        IntToDoubleFunction source = source(type, count);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = source.applyAsDouble(i);
        }
        return new Tensor(type.type(), shape, values);
    }

    static String typeName(int number) {
        TensorProto.DataType type = TensorProto.DataType.forNumber(number);
        return type == null ? String.valueOf(number) : type.name();
    }

    private int[] shape() {
        if (tensor.getDimsCount() > Tensor.MOST_DIMENSIONS) {
            throw refused("has " + tensor.getDimsCount() + " dimensions, more than " + Tensor.MOST_DIMENSIONS);
        }
        int[] shape = new int[tensor.getDimsCount()];
        for (int i = 0; i < shape.length; i++) {
            long dimension = tensor.getDims(i);
            if (dimension < 0 || dimension > Integer.MAX_VALUE) {
                throw refused("has a dimension of " + dimension);
            }
            shape[i] = (int) dimension;
        }
        return shape;
    }

    private int count(int[] shape) {
        try {
            int count = 1;
            for (int dimension : shape) {
                count = Math.multiplyExact(count, dimension);
            }
            return count;
        } catch (ArithmeticException e) {
            throw new OnnxException(what + " has too many elements: its dimensions are " + tensor.getDimsList(), e);
        }
    }

    private IntToDoubleFunction source(ElementType type, int count) {
        boolean raw = !tensor.getRawData().isEmpty();
        int typed = typedCount(type);
        if (raw && typed > 0) {
            throw refused("has its values twice, as raw data and otherwise");
        }
        if (raw ? tensor.getRawData().size() != (long) count * type.bytes() : typed != count) {
            String found = raw ? tensor.getRawData().size() + " bytes" : typed + " values";
            throw refused("has " + found + " of type " + type + ", but its dimensions are " + tensor.getDimsList());
        }
        return raw ? raw(type) : typed(type);
    }

    private IntToDoubleFunction raw(ElementType type) {
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return switch (type.bytes()) {
            case Byte.BYTES -> i -> type.value(bytes.get(i));
            case Short.BYTES -> i -> type.value(bytes.getShort(Short.BYTES * i));
            case Integer.BYTES -> i -> type.value(bytes.getInt(Integer.BYTES * i));
            default -> i -> type.value(bytes.getLong(Long.BYTES * i));
        };
    }

    private int typedCount(ElementType type) {
        return switch (type) {
            case FLOAT -> tensor.getFloatDataCount();
            case DOUBLE -> tensor.getDoubleDataCount();
            case INT64 -> tensor.getInt64DataCount();
            case UINT32, UINT64 -> tensor.getUint64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    private IntToDoubleFunction typed(ElementType type) {
        return switch (type) {
            case FLOAT -> tensor::getFloatData;
            case DOUBLE -> tensor::getDoubleData;
            case INT64 -> i -> type.value(tensor.getInt64Data(i));
            case UINT32, UINT64 -> i -> type.value(tensor.getUint64Data(i));
            default -> i -> type.value(tensor.getInt32Data(i));
        };
    }

    private OnnxException refused(String why) {
        return new OnnxException(what + " " + why);
    }
}
