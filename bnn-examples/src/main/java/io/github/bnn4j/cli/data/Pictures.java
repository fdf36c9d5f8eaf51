package io.github.bnn4j.cli.data;

import java.io.IOException;
import java.nio.file.Path;

/** Pictures of one's own, a folder for each class; they are scaled to the size of CIFAR-10's. */
final class Pictures implements Dataset {

    @Override
    public String name() {
        return "images";
    }

    @Override
    public String title() {
        return "pictures in folders";
    }

    @Override
    public String files() {
        return "pictures in folders, train/CLASS/* and test/CLASS/*";
    }

    @Override
    public String preset() {
        return "cifar10";
    }

    @Override
    public boolean isIn(Path directory) {
        return ImageFolders.areIn(directory);
    }

    @Override
    public ImageClassificationData read(Path directory) throws IOException {
        try (PictureProgress progress = PictureProgress.forThisOutput()) {
            return ImageFolders.read(directory, Cifar10Batches.SHAPE, progress);
        }
    }
}
