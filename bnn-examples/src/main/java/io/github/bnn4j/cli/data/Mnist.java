package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** MNIST, which comes with the program, and what has files like it: Fashion-MNIST, KMNIST and others. */
final class Mnist implements Dataset {

    @Override
    public String name() {
        return "mnist";
    }

    @Override
    public String title() {
        return "MNIST";
    }

    @Override
    public String files() {
        return "the four IDX files of MNIST, Fashion-MNIST, KMNIST ...";
    }

    @Override
    public String preset() {
        return "quick";
    }

    @Override
    public boolean isIn(Path directory) {
        return ImageClassificationData.areIn(directory);
    }

    @Override
    public ImageClassificationData read(Path directory) throws IOException {
        return ImageClassificationData.fromDirectory(directory);
    }

    @Override
    public Optional<ImageClassificationData> bundled() throws IOException {
        return Optional.of(ImageClassificationData.bundledMnist());
    }
}
