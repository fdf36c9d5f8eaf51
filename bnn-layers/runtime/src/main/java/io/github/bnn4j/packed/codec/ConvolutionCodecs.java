package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.io.IOException;

/** Convolutions, and the order of values that they need. */
final class ConvolutionCodecs {

    private ConvolutionCodecs() {}

    /** Returns null for what is not of this family. */
    static LayerCodec<?> numbered(int number) {
        return switch (number) {
            case 9 ->
                LayerCodec.of(
                        number,
                        1,
                        ChannelsLast.class,
                        (order, out) -> {
                            out.u8(ValueTypeCode.of(order.inputType()));
                            out.zeros(3);
                            ShapeCodec.write(order.inputImage(), out);
                        },
                        in -> {
                            ValueType type = ValueTypeCode.type(in.u8("value type"));
                            in.zeros(3);
                            return new ChannelsLast(type, ShapeCodec.image(in));
                        });
            case 10 ->
                LayerCodec.of(
                        number,
                        1,
                        BinaryConvolution.class,
                        ConvolutionCodecs::writeBinary,
                        ConvolutionCodecs::readBinary);
            case 11 ->
                LayerCodec.of(
                        number,
                        1,
                        BinaryConvolutionOnFloats.class,
                        (convolution, out) -> {
                            out.u32(convolution.inputImage().channels());
                            out.u32(convolution.outputImage().channels());
                            ShapeCodec.write(convolution.window(), out);
                            out.floats(convolution.padding());
                            out.longs(convolution.weights().toWords());
                            out.doubles(convolution.scale());
                            out.doubles(convolution.offset());
                        },
                        in -> {
                            int channels = in.channels();
                            int outputs = in.outputs();
                            Window window = ShapeCodec.window(in);
                            float padding = in.floats(1, "padding")[0];
                            BitMatrix weights = in.signs(outputs, (long) window.taps() * channels);
                            double[] scale = in.doubles(outputs, "scales");
                            return new BinaryConvolutionOnFloats(
                                    channels, window, padding, weights, scale, in.doubles(outputs, "offsets"));
                        });
            case 17 ->
                LayerCodec.of(
                        number,
                        2,
                        FloatConvolution.class,
                        (convolution, out) -> {
                            out.u32(convolution.inputImage().channels());
                            out.u32(convolution.outputImage().channels());
                            out.u32(convolution.groups());
                            ShapeCodec.write(convolution.window(), out);
                            out.floats(convolution.weights());
                            out.floats(convolution.bias());
                        },
                        in -> {
                            int channels = in.channels();
                            int outputs = in.outputs();
                            int groups = in.size("count of groups", 1);
                            Window window = ShapeCodec.window(in);
                            long inputs = (long) window.taps() * (channels / groups);
                            float[] weights = in.floats(outputs, inputs, "weights");
                            return new FloatConvolution(
                                    channels, window, groups, weights, in.floats(outputs, "biases"));
                        });
            case 18 ->
                LayerCodec.of(
                        number,
                        2,
                        DepthwiseConvolution.class,
                        (convolution, out) -> {
                            out.u32(convolution.inputImage().channels());
                            ShapeCodec.write(convolution.window(), out);
                            out.floats(convolution.weights());
                            out.floats(convolution.bias());
                        },
                        in -> {
                            int channels = in.channels();
                            Window window = ShapeCodec.window(in);
                            float[] weights = in.floats((long) window.taps() * channels, "weights");
                            return new DepthwiseConvolution(window, weights, in.floats(channels, "biases"));
                        });
            default -> null;
        };
    }

    private static void writeBinary(BinaryConvolution convolution, LittleEndian out) throws IOException {
        out.u8(ValueTypeCode.of(convolution.inputType()));
        out.u8(StageCodec.number(convolution.stage()));
        out.u8(convolution.positivePadding() ? 1 : 0);
        out.u8(0);
        out.u32(convolution.inputImage().channels());
        out.u32(convolution.outputImage().channels());
        out.u32(convolution.stage().classes());
        ShapeCodec.write(convolution.window(), out);
        out.longs(convolution.weights().toWords());
        StageCodec.write(convolution.stage(), out);
    }

    private static BinaryConvolution readBinary(Source in) throws PackedFormatException {
        ValueType type = ValueTypeCode.type(in.u8("value type"));
        int stage = in.u8("kind of output");
        int padding = in.u8("padding");
        in.zeros(1);
        if (padding > 1) {
            throw in.wrong("there is no padding with number " + padding);
        }
        int channels = in.channels();
        int outputs = in.outputs();
        int classes = in.size("count of classes", 1);
        Window window = ShapeCodec.window(in);
        BitMatrix weights = in.signs(outputs, (long) window.taps() * channels);
        return new BinaryConvolution(
                type, channels, window, padding == 1, weights, StageCodec.read(stage, outputs, classes, in));
    }
}
