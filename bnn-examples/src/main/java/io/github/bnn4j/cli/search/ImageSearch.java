package io.github.bnn4j.cli.search;

import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.evaluation.Predictions;
import io.github.bnn4j.cli.packed.Provenance;
import io.github.bnn4j.cli.plot.ScoreCharts;
import io.github.bnn4j.cli.training.Interruption;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.files.DirectoryLock;
import io.github.bnn4j.model.InvalidModelException;
import io.github.bnn4j.model.ModelReader;
import io.github.bnn4j.search.BnnSearch;
import io.github.bnn4j.search.BnnSpace;
import io.github.bnn4j.search.CandidateRecord;
import io.github.bnn4j.search.SearchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** A search over images: shows how it goes, and leaves a table, pictures and the best network. */
public final class ImageSearch {

    private static final int LIVE_BOARD = 3;

    private final BnnSpace space;
    private final ImageClassificationData data;
    private final Path dataDirectory;
    private final int trainImages;
    private final int validationImages;
    private final int batchSize;
    private final long seed;
    private final SearchDirectory directory;
    private final ModelReader reader;

    /**
     * @param dataDirectory null for the bundled MNIST
     * @param reader reads the best network, which may name classes of the user's own
     * @throws IllegalArgumentException if there are not as many images
     */
    public ImageSearch(
            BnnSpace space,
            ImageClassificationData data,
            Path dataDirectory,
            int trainImages,
            int validationImages,
            int batchSize,
            long seed,
            Path outDirectory,
            ModelReader reader) {
        int all = data.train().size();
        if (validationImages > all - trainImages) {
            throw new IllegalArgumentException("--train-images and --validation-images must be at most " + all
                    + " together, got " + trainImages + " and " + validationImages);
        }
        this.space = space;
        this.data = data;
        this.dataDirectory = dataDirectory;
        this.trainImages = trainImages;
        this.validationImages = validationImages;
        this.batchSize = batchSize;
        this.seed = seed;
        this.directory = new SearchDirectory(outDirectory);
        this.reader = reader;
    }

    /**
     * @param settings of generator and limits
     * @return whether any candidate succeeded
     * @throws UserError if there is a search already that is not to be resumed, or none that is, or another one
     */
    public boolean run(UnaryOperator<BnnSearch.Builder> settings, boolean resume) throws UserError, IOException {
        requireSearchOrNone(resume);
        try (DirectoryLock lock = directory.lock()) {
            // Once more: until now another program may have searched there.
            requireSearchOrNone(resume);
            return report(search(settings));
        }
    }

    private void requireSearchOrNone(boolean resume) throws UserError {
        if (directory.exists() != resume) {
            throw new UserError(
                    resume
                            ? "There is no search in " + directory.path() + " to resume"
                            : "There is a search in " + directory.path()
                                    + " already: continue it with --resume, or choose "
                                    + "another directory with --out");
        }
    }

    private Properties properties() {
        Properties properties =
                ImageDataSource.properties(dataDirectory, trainImages, validationImages, batchSize, seed);
        // Not for the source: a search that is resumed with other images is another one.
        properties.setProperty("images", data.digest());
        return properties;
    }

    private List<CandidateRecord> search(UnaryOperator<BnnSearch.Builder> settings) throws IOException {
        SearchProgress progress = new SearchProgress(System.out, LIVE_BOARD);
        BnnSearch search = settings.apply(
                        new BnnSearch.Builder(space, ImageDataSource.class, properties(), directory.path())
                                .seed(seed)
                                .listener(progress))
                .build();
        System.out.printf(
                "Each candidate: %d epochs of %,d images, scored on %,d validation images%n",
                space.epochs(), trainImages, validationImages);
        try (Interruption interruption = new Interruption(
                search::stop,
                () -> "Stopped. Continue with --resume --out " + directory.path()
                        + (dataDirectory == null ? "" : " --data " + dataDirectory))) {
            return search.run();
        }
    }

    private boolean report(List<CandidateRecord> unordered) throws IOException, UserError {
        List<CandidateRecord> candidates = unordered.stream()
                .sorted(Comparator.comparing(CandidateRecord::index))
                .toList();
        CandidatesCsv.write(candidates, directory.path().resolve("candidates.csv"));
        List<CandidateRecord> best = LeaderBoard.sorted(candidates);
        long failed = candidates.stream().filter(CandidateRecord::failed).count();
        System.out.println();
        System.out.print(LeaderBoard.table(candidates, Integer.MAX_VALUE));
        if (failed > 0) {
            System.out.println(failed + " of " + candidates.size() + " candidates failed: see candidates.csv");
        }
        if (best.isEmpty()) {
            System.out.println("No candidate succeeded");
            return false;
        }
        draw(best);
        requireBestModel(best.get(0));
        MultiLayerNetwork model;
        try {
            model = reader.restoreMultiLayerNetwork(directory.bestModel(), false);
        } catch (InvalidModelException e) {
            throw new UserError(e.getMessage(), e);
        }
        Path packed = directory.path().resolve("model.bnn");
        Provenance.ofTraining(
                        PackedExporter.export(model, ImageIterator.encoding(data.train()), List.of()),
                        data.digest(),
                        new ObjectMapper().valueToTree(best.get(0).values()))
                .save(packed);
        System.out.println();
        System.out.printf(
                Locale.ROOT, "best       candidate %d: %s%n", best.get(0).index(), LeaderBoard.values(best.get(0)));
        System.out.printf("model      %s, packed %s%n", directory.bestModel(), packed);
        System.out.printf(
                Locale.ROOT,
                "test error: %.2f %%%n",
                Predictions.of(model, data.test()).errorPercent());
        return true;
    }

    private void requireBestModel(CandidateRecord best) throws UserError {
        if (!Files.isRegularFile(directory.bestModel())) {
            throw new UserError("There is no " + directory.bestModel() + ", the best network: put it back, or delete "
                    + directory.recordOf(best) + ", and --resume trains it again");
        }
    }

    private void draw(List<CandidateRecord> candidates) throws IOException {
        ScoreCharts charts = new ScoreCharts(
                candidates.stream().mapToDouble(LeaderBoard::error).toArray());
        for (String name : candidates.get(0).values().keySet()) {
            charts.add(
                    name,
                    candidates.stream()
                            .map(candidate -> candidate.values().get(name))
                            .toList());
        }
        charts.write(directory.path().resolve("scores.png"));
    }
}
