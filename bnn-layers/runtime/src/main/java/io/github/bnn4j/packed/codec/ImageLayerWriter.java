package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.ChannelScores;
import io.github.bnn4j.packed.layer.ChannelThresholds;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.Window;
import java.io.IOException;

/** Writes what follows the header of a layer on images. */
final class ImageLayerWriter {

    private ImageLayerWriter() {}

    /** Returns the layer's type. */
    static int write(OnImages layer, LittleEndian out) throws IOException {
        if (layer instanceof ChannelsLast order) {
            out.u8(ValueTypeCode.of(order.inputType()));
            out.bytes(new byte[3]);
            writeImage(order.inputImage(), out);
            return LayerType.CHANNELS_LAST;
        } else if (layer instanceof BinaryConvolution convolution) {
            writeBinaryConvolution(convolution, out);
            return LayerType.BINARY_CONVOLUTION;
        } else if (layer instanceof BinaryConvolutionOnFloats convolution) {
            out.u32(convolution.inputImage().channels());
            out.u32(convolution.outputImage().channels());
            writeWindow(convolution.window(), out);
            out.floats(convolution.padding());
            out.longs(convolution.weights().toWords());
            out.doubles(convolution.scale());
            out.doubles(convolution.offset());
            return LayerType.BINARY_CONVOLUTION_ON_FLOATS;
        } else if (layer instanceof MaxPooling pooling) {
            out.u32(pooling.inputImage().channels());
            writeWindow(pooling.window(), out);
            out.longs(pooling.inverted());
            return LayerType.MAX_POOLING;
        } else if (layer instanceof GlobalAveragePooling pooling) {
            writeImage(pooling.inputImage(), out);
            out.doubles(pooling.scale());
            out.doubles(pooling.offset());
            return LayerType.GLOBAL_AVERAGE_POOLING;
        }
        throw new IllegalStateException("No type for " + layer);
    }

    private static void writeBinaryConvolution(BinaryConvolution convolution, LittleEndian out) throws IOException {
        out.u8(ValueTypeCode.of(convolution.inputType()));
        out.u8(convolution.stage() instanceof ChannelThresholds ? LayerType.THRESHOLDS : LayerType.SCORES);
        out.u8(convolution.positivePadding() ? 1 : 0);
        out.u8(0);
        out.u32(convolution.inputImage().channels());
        out.u32(convolution.outputImage().channels());
        out.u32(convolution.stage().classes());
        writeWindow(convolution.window(), out);
        out.longs(convolution.weights().toWords());
        if (convolution.stage() instanceof ChannelThresholds thresholds) {
            out.ints(thresholds.limits());
            out.longs(thresholds.flips());
        } else if (convolution.stage() instanceof ChannelScores scores) {
            out.doubles(scores.scale());
            out.doubles(scores.offset());
        }
    }

    private static void writeImage(ImageShape image, LittleEndian out) throws IOException {
        out.u32(image.channels());
        out.u32(image.height());
        out.u32(image.width());
    }

    private static void writeWindow(Window window, LittleEndian out) throws IOException {
        writeAxis(window.rows(), out);
        writeAxis(window.columns(), out);
    }

    private static void writeAxis(Axis axis, LittleEndian out) throws IOException {
        out.u32(axis.input());
        out.u32(axis.output());
        out.u32(axis.size());
        out.u32(axis.stride());
        out.u32(axis.padding());
        out.u32(axis.dilation());
    }
}
