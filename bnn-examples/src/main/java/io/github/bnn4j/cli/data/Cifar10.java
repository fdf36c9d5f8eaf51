package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.Path;

/** CIFAR-10 in its binary version. */
final class Cifar10 implements Dataset {

    @Override
    public String name() {
        return "cifar10";
    }

    @Override
    public String title() {
        return "CIFAR-10";
    }

    @Override
    public String files() {
        return "the binary version of CIFAR-10, data_batch_1.bin to data_batch_5.bin and test_batch.bin";
    }

    @Override
    public String preset() {
        return "cifar10";
    }

    @Override
    public boolean isIn(Path directory) {
        return Cifar10Batches.areIn(directory);
    }

    @Override
    public ImageClassificationData read(Path directory) throws IOException {
        return Cifar10Batches.read(directory);
    }
}
