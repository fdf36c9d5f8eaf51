package io.github.bnn4j.packed.codec;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes files with right checksums out of good ones: bits and bytes are changed, sizes become extreme, layers are cut, spliced,
 * exchanged, repeated; often several of that at once. A number says which file it is.
 */
final class FileMutations {

    private static final int HEADER_SIZE = 56;
    private static final int CHECKSUM_SIZE = 4;
    private static final int FIRST_INPUT_BYTE = 16;

    /** Where the sizes of the input are, and the counts. */
    private static final int[] HEADER_SIZES = {20, 24, 28, 48, 52};

    private static final int[] EXTREMES = {
        0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 255, 256, 1 << 10, 1 << 16, 1 << 20, 1 << 24, 1 << 27, 1 << 28, 1 << 30, -1
    };
    private static final double[] NUMBERS = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, Double.MAX_VALUE, Double.MIN_VALUE, 1e36
    };

    private final List<byte[]> good;

    /**
     * @param good well-formed files
     */
    FileMutations(List<byte[]> good) {
        this.good = good;
    }

    /** The file of this number, always the same. */
    byte[] file(long number) {
        var random = new SplittableRandom(number);
        byte[] start = good.get(random.nextInt(good.size()));
        FileFrames frames = FileFrames.of(start);
        for (int i = random.nextInt(3); i > 0; i--) {
            mutateFrames(frames, random);
        }
        byte[] file = frames.toFile();
        for (int i = random.nextInt(4); i > 0; i--) {
            file = mutateBytes(file, random);
        }
        return FileFrames.repaired(file);
    }

    private void mutateFrames(FileFrames frames, SplittableRandom random) {
        List<byte[]> layers = frames.layers();
        int at = random.nextInt(layers.size());
        switch (random.nextInt(8)) {
            case 0 -> layers.add(at, anyLayer(random));
            case 1 -> layers.set(at, anyLayer(random));
            case 2 -> layers.add(layers.get(at).clone());
            case 3 -> {
                if (layers.size() > 1) {
                    layers.remove(at);
                }
            }
            case 4 -> layers.set(at, resized(layers.get(at), random));
            case 5 -> frames.labels().add(BnnFile.bytes().u16(1).u8(random.nextInt(256)).toArray());
            default -> layers.set(at, withOtherSizes(layers.get(at), random));
        }
    }

    private byte[] anyLayer(SplittableRandom random) {
        List<byte[]> layers =
                FileFrames.of(good.get(random.nextInt(good.size()))).layers();
        return layers.get(random.nextInt(layers.size()));
    }

    /** Bytes are missing at its end, or there are more. */
    private static byte[] resized(byte[] layer, SplittableRandom random) {
        int length = 8 + random.nextInt(Math.max(1, 2 * layer.length - 8));
        return Arrays.copyOf(layer, length);
    }

    /** Sizes are at the beginning of a layer, in words of four bytes. */
    private static byte[] withOtherSizes(byte[] layer, SplittableRandom random) {
        byte[] other = layer.clone();
        int words = Math.min(18, (layer.length - 8) / 4);
        for (int i = 1 + random.nextInt(3); i > 0 && words > 0; i--) {
            int offset = 8 + 4 * random.nextInt(words);
            BnnFile.little(other).putInt(offset, size(BnnFile.little(layer).getInt(offset), random));
        }
        return other;
    }

    private static int size(int before, SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> before + 1;
            case 1 -> before - 1;
            case 2 -> before * (2 + random.nextInt(3));
            case 3 -> random.nextInt() >>> random.nextInt(32);
            default -> EXTREMES[random.nextInt(EXTREMES.length)] - random.nextInt(2);
        };
    }

    private byte[] mutateBytes(byte[] file, SplittableRandom random) {
        int end = file.length - CHECKSUM_SIZE;
        int at = FIRST_INPUT_BYTE + random.nextInt(end - FIRST_INPUT_BYTE);
        switch (random.nextInt(8)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) (random.nextBoolean() ? random.nextInt(4) : random.nextInt(256));
            case 2 -> {
                int offset = HEADER_SIZES[random.nextInt(HEADER_SIZES.length)];
                BnnFile.little(file).putInt(offset, size(BnnFile.little(file).getInt(offset), random));
            }
            case 3 -> {
                int offset = Math.min(at & ~3, end - 4);
                BnnFile.little(file).putInt(offset, size(BnnFile.little(file).getInt(offset), random));
            }
            case 4 -> BnnFile.little(file).putDouble(Math.min(at & ~3, end - 8), NUMBERS[random.nextInt(NUMBERS.length)]);
            case 5 -> Arrays.fill(file, at, Math.min(end, at + random.nextInt(16)), (byte) (random.nextBoolean() ? 0 : -1));
            case 6 -> {
                return random.nextInt(4) > 0 ? file : cut(file, Math.max(HEADER_SIZE + 8, at));
            }
            default -> splice(file, at, end, random);
        }
        return file;
    }

    private static byte[] cut(byte[] file, int length) {
        return Arrays.copyOf(file, length + CHECKSUM_SIZE);
    }

    /** Puts a piece of another file into this one. */
    private void splice(byte[] file, int at, int end, SplittableRandom random) {
        byte[] other = good.get(random.nextInt(good.size()));
        int from = FIRST_INPUT_BYTE + random.nextInt(other.length - FIRST_INPUT_BYTE);
        int length = Math.min(Math.min(end - at, other.length - from), 1 + random.nextInt(64));
        System.arraycopy(other, from, file, at, length);
    }
}
