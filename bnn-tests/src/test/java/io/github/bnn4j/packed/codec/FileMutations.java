package io.github.bnn4j.packed.codec;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes files with right checksums out of good ones of either version: bits and bytes are changed, sizes become extreme, layers
 * are cut, spliced, exchanged, repeated, and take other values; often several of that at once. A number says which file it is.
 */
final class FileMutations {

    private static final int HEADER_SIZE = 56;
    private static final int CHECKSUM_SIZE = 4;
    private static final int FIRST_INPUT_BYTE = 16;

    /** Where the sizes of the input are, and the counts, of either version. */
    private static final int[] HEADER_SIZES = {20, 24, 28, 32, 36, 40, 44, 48, 52};

    private static final int[] EXTREMES = {
        0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 255, 256, 1 << 10, 1 << 16, 1 << 20, 1 << 24, 1 << 27, 1 << 28, 1 << 30, -1
    };
    private static final double[] NUMBERS = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0,
        -0.0,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        1e36
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
        switch (random.nextInt(11)) {
            case 0 -> insert(frames, at, anyLayer(random));
            case 1 -> layers.set(at, fitted(frames, anyLayer(random), at));
            case 2 -> insert(frames, at, layers.get(at));
            case 3 -> remove(frames, at);
            case 4 -> layers.set(at, resized(layers.get(at), random));
            case 5 ->
                frames.labels()
                        .add(BnnFile.bytes().u16(1).u8(random.nextInt(256)).toArray());
            case 6 -> {
                if (!frames.isFirstVersion()) {
                    frames.texts().add(random.nextInt(frames.texts().size() + 1), text(frames, random));
                }
            }
            case 7, 8 -> layers.set(at, withAnotherSource(layers.get(at), at, random));
            default -> layers.set(at, withOtherSizes(layers.get(at), random));
        }
    }

    private byte[] anyLayer(SplittableRandom random) {
        List<byte[]> layers =
                FileFrames.of(good.get(random.nextInt(good.size()))).layers();
        return layers.get(random.nextInt(layers.size()));
    }

    /** A layer of one version as the other has it: it takes the value before it, as many times as it takes one. */
    private static byte[] fitted(FileFrames frames, byte[] layer, int at) {
        int[] sources = new int[frames.isFirstVersion() ? 0 : Math.max(1, FileFrames.sources(layer))];
        Arrays.fill(sources, at);
        return FileFrames.withSources(layer, sources);
    }

    /** The layers that took what the one before gives take what this one gives. */
    private static void insert(FileFrames frames, int at, byte[] layer) {
        for (int i = at; i < frames.layers().size(); i++) {
            renumber(frames.layers().get(i), at, 1);
        }
        frames.layers().add(at, fitted(frames, layer, at));
    }

    private static void remove(FileFrames frames, int at) {
        if (frames.layers().size() > 1) {
            frames.layers().remove(at);
            for (int i = at; i < frames.layers().size(); i++) {
                renumber(frames.layers().get(i), at + 1, -1);
            }
        }
    }

    /** Of values from a number on. */
    private static void renumber(byte[] layer, int from, int by) {
        for (int i = 0; i < FileFrames.sources(layer); i++) {
            int offset = FileFrames.sourceOffset(i);
            int source = BnnFile.little(layer).getInt(offset);
            BnnFile.little(layer).putInt(offset, source >= from ? source + by : source);
        }
    }

    /** Mostly one that there is; or it takes more of them, or fewer. */
    private static byte[] withAnotherSource(byte[] layer, int at, SplittableRandom random) {
        int count = FileFrames.sources(layer);
        if (count == 0) {
            return layer;
        }
        int source = random.nextInt(4) > 0 ? random.nextInt(at + 1) : size(at, random);
        if (random.nextInt(4) > 0) {
            byte[] other = layer.clone();
            BnnFile.little(other).putInt(FileFrames.sourceOffset(random.nextInt(count)), source);
            return other;
        }
        int[] sources = new int[random.nextInt(2 * count + 1)];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = i < count ? BnnFile.little(layer).getInt(FileFrames.sourceOffset(i)) : source;
        }
        return FileFrames.withSources(layer, sources);
    }

    private static byte[] text(FileFrames frames, SplittableRandom random) {
        if (!frames.texts().isEmpty() && random.nextBoolean()) {
            return frames.texts().get(random.nextInt(frames.texts().size()));
        }
        return BnnFile.bytes()
                .u16(1)
                .u8(random.nextInt(256))
                .u32(1)
                .u8(random.nextInt(256))
                .toArray();
    }

    /** Bytes are missing at its end, or there are more. */
    private static byte[] resized(byte[] layer, SplittableRandom random) {
        int start = FileFrames.payloadOffset(layer);
        int length = start + random.nextInt(Math.max(1, 2 * (layer.length - start)));
        return Arrays.copyOf(layer, length);
    }

    /** Sizes are at the beginning of a layer, in words of four bytes. */
    private static byte[] withOtherSizes(byte[] layer, SplittableRandom random) {
        byte[] other = layer.clone();
        int start = FileFrames.payloadOffset(layer);
        int words = Math.min(18, (layer.length - start) / 4);
        for (int i = 1 + random.nextInt(3); i > 0 && words > 0; i--) {
            int offset = start + 4 * random.nextInt(words);
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
            case 4 ->
                BnnFile.little(file).putDouble(Math.min(at & ~3, end - 8), NUMBERS[random.nextInt(NUMBERS.length)]);
            case 5 ->
                Arrays.fill(file, at, Math.min(end, at + random.nextInt(16)), (byte) (random.nextBoolean() ? 0 : -1));
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
