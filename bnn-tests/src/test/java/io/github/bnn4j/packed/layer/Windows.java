package io.github.bnn4j.packed.layer;

import java.util.Random;

/** Windows of all kinds. */
public final class Windows {

    private Windows() {}

    /** With a stride of 1 and the result as large as the image. */
    public static Window same(int height, int width, int size) {
        return new Window(
                new Axis(height, height, size, 1, (size - 1) / 2, 1),
                new Axis(width, width, size, 1, (size - 1) / 2, 1));
    }

    /** Without padding, one window beside the other. */
    public static Window tiles(int height, int width, int size) {
        return new Window(
                new Axis(height, height / size, size, size, 0, 1), new Axis(width, width / size, size, size, 0, 1));
    }

    public static Window random(Random random, int longest) {
        return new Window(randomAxis(random, longest), randomAxis(random, longest));
    }

    static Axis randomAxis(Random random, int longest) {
        int input = 1 + random.nextInt(longest);
        int size = 1 + random.nextInt(4);
        int dilation = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(3);
        int padding = random.nextInt((size - 1) * dilation + 1);
        int most = (input + padding - 1) / stride + 1;
        return new Axis(input, 1 + random.nextInt(most), size, stride, padding, dilation);
    }
}
