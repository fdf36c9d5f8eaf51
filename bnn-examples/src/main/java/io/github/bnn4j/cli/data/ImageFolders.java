package io.github.bnn4j.cli.data;

import io.github.bnn4j.cli.picture.PictureReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Pictures in folders: {@code train/CLASS/*} and {@code test/CLASS/*}, in any format that {@link PictureReader} reads.
 *
 * <p>A folder tells the class, so pictures in the folders' order would come class by class: they come in a random order,
 * which is always the same, so that a resumed or a later run validates on the same images.
 */
public final class ImageFolders {

    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final long ORDER = 1;

    private final Path directory;
    private final List<String> classes;

    private ImageFolders(Path directory) throws IOException {
        this.directory = directory;
        this.classes = classesIn(directory.resolve(TRAIN));
        requireSameClasses();
    }

    /** Returns whether there is a folder {@code train} or {@code test}. */
    public static boolean areIn(Path directory) {
        return Files.isDirectory(directory.resolve(TRAIN)) || Files.isDirectory(directory.resolve(TEST));
    }

    /**
     * Decodes all pictures.
     *
     * @param shape what each picture becomes, of 1 or 3 channels; a picture of another size is scaled
     * @param progress is told how many pictures are decoded
     * @return the pictures; classes are numbered in the order of their names
     * @throws IOException naming the folder that is missing, empty or one too many before any picture is read, or the file that
     *     is no picture
     */
    public static ImageClassificationData read(Path directory, PixelShape shape, ReadingProgress progress)
            throws IOException {
        ImageFolders folders = new ImageFolders(directory);
        List<Path> train = folders.pictures(TRAIN);
        List<Path> test = folders.pictures(TEST);
        int all = train.size() + test.size();
        PictureDecoder decoder = new PictureDecoder(shape, folders.classes);
        decoder.requireRoom(directory.resolve(TRAIN), train.size());
        decoder.requireRoom(directory.resolve(TEST), test.size());
        return new ImageClassificationData(
                decoder.decode(train, done -> progress.read(done, all)),
                decoder.decode(test, done -> progress.read(train.size() + done, all)),
                folders.classes);
    }

    private static List<String> classesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(
                    folder.toString(), null, "no such folder: pictures belong in train/CLASS and test/CLASS");
        }
        List<String> classes = visible(folder)
                .filter(Files::isDirectory)
                .map(ImageFolders::name)
                .toList();
        if (classes.size() < 2) {
            throw new FileSystemException(
                    folder.toString(), null, "needs a folder for each of at least 2 classes, has " + classes.size());
        }
        if (classes.size() > LabelledImages.MAX_CLASSES) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "has a folder for each of %d classes: there may be %d at most"
                            .formatted(classes.size(), LabelledImages.MAX_CLASSES));
        }
        return classes;
    }

    private void requireSameClasses() throws IOException {
        List<String> others = classesIn(directory.resolve(TEST));
        for (String name : classes) {
            if (!others.contains(name)) {
                throw new NoSuchFileException(
                        directory.resolve(TEST).resolve(name).toString(),
                        null,
                        "no such folder, but train has that class");
            }
        }
        for (String name : others) {
            if (!classes.contains(name)) {
                throw new NoSuchFileException(
                        directory.resolve(TRAIN).resolve(name).toString(),
                        null,
                        "no such folder, but test has that class");
            }
        }
    }

    private List<Path> pictures(String part) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (String name : classes) {
            Path folder = directory.resolve(part).resolve(name);
            List<Path> files = visible(folder).filter(Files::isRegularFile).toList();
            if (files.isEmpty()) {
                throw new NoSuchFileException(folder.toString(), null, "no pictures in this folder");
            }
            pictures.addAll(files);
        }
        Collections.shuffle(pictures, new Random(ORDER));
        return pictures;
    }

    /** Lists what is in a folder, by name; without what an operating system hides there. */
    private static Stream<Path> visible(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !name(path).startsWith(".")).sorted().toList().stream();
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
