package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.ChannelScores;
import io.github.bnn4j.packed.layer.ChannelStage;
import io.github.bnn4j.packed.layer.ChannelThresholds;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;

/** Reads what follows the header of a layer on images. */
final class ImageLayerReader {

    private ImageLayerReader() {}

    static PackedLayer read(int layerType, Source in) throws PackedFormatException {
        return switch (layerType) {
            case LayerType.CHANNELS_LAST -> {
                ValueType type = ValueTypeCode.type(in.u8("value type"));
                in.zeros(3);
                yield new ChannelsLast(type, image(in));
            }
            case LayerType.BINARY_CONVOLUTION -> binaryConvolution(in);
            case LayerType.BINARY_CONVOLUTION_ON_FLOATS -> {
                int channels = channels(in);
                int outputs = in.size("count of outputs", 1);
                Window window = window(in);
                float padding = in.floats(1, "padding")[0];
                BitMatrix weights = in.signs(outputs, (long) window.taps() * channels);
                yield new BinaryConvolutionOnFloats(
                        channels,
                        window,
                        padding,
                        weights,
                        in.doubles(outputs, "scales"),
                        in.doubles(outputs, "offsets"));
            }
            case LayerType.MAX_POOLING -> {
                int channels = channels(in);
                yield new MaxPooling(channels, window(in), in.longs(BitMatrix.wordsFor(channels), "inverted channels"));
            }
            case LayerType.GLOBAL_AVERAGE_POOLING -> {
                ImageShape image = image(in);
                yield new GlobalAveragePooling(
                        image, in.doubles(image.channels(), "scales"), in.doubles(image.channels(), "offsets"));
            }
            default -> throw new IllegalArgumentException("Not a layer on images: type " + layerType);
        };
    }

    private static PackedLayer binaryConvolution(Source in) throws PackedFormatException {
        ValueType type = ValueTypeCode.type(in.u8("value type"));
        int stage = in.u8("kind of output");
        int padding = in.u8("padding");
        in.zeros(1);
        if (padding > 1) {
            throw in.wrong("there is no padding with number " + padding);
        }
        int channels = channels(in);
        int outputs = in.size("count of outputs", 1);
        int classes = in.size("count of classes", 1);
        Window window = window(in);
        BitMatrix weights = in.signs(outputs, (long) window.taps() * channels);
        return new BinaryConvolution(type, channels, window, padding == 1, weights, stage(stage, outputs, classes, in));
    }

    private static ChannelStage stage(int stage, int outputs, int classes, Source in) throws PackedFormatException {
        long all = (long) outputs * classes;
        return switch (stage) {
            case LayerType.THRESHOLDS ->
                new ChannelThresholds(outputs, in.ints(all, "limits"), in.longs(BitMatrix.wordsFor(outputs), "flips"));
            case LayerType.SCORES -> new ChannelScores(in.doubles(outputs, "scales"), in.doubles(all, "offsets"));
            default -> throw in.wrong("there is no kind of output " + stage);
        };
    }

    private static ImageShape image(Source in) throws PackedFormatException {
        return new ImageShape(channels(in), in.size("height", 1), in.size("width", 1));
    }

    private static Window window(Source in) throws PackedFormatException {
        return new Window(axis(in, "rows"), axis(in, "columns"));
    }

    private static Axis axis(Source in, String name) throws PackedFormatException {
        return new Axis(
                in.size(name + " of the input", 1),
                in.size(name + " of the output", 1),
                in.size("taps along " + name, 1),
                in.size("stride along " + name, 1),
                in.size("padding of " + name, 0),
                in.size("dilation along " + name, 1));
    }

    private static int channels(Source in) throws PackedFormatException {
        return in.size("count of channels", 1);
    }
}
