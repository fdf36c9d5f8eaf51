package io.github.bnn4j.spark.training;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.training.EpochTraining;
import io.github.bnn4j.cli.training.TrainingSettings;
import io.github.bnn4j.spark.session.JobFailure;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains by DL4J's parameter averaging: in each round every worker starts from the same network, does some steps on
 * mini-batches of its own, and the parameters and the state of the updater become the means over the workers. Mini-batches
 * are those of training in one process, in the same order.
 */
final class AveragedEpochs implements EpochTraining {

    /** No epoch has so many. */
    private static final long BATCHES_PER_EPOCH = 1_000_000;

    private final JavaSparkContext spark;
    private final TrainingSettings settings;
    private final LabelledImages images;
    private final int workers;
    private final int stepsPerRound;

    /**
     * @param images to train on
     * @param workers that train at the same time, at least 1
     * @param stepsPerRound steps of each worker before parameters are averaged, at least 1
     */
    AveragedEpochs(
            JavaSparkContext spark, TrainingSettings settings, LabelledImages images, int workers, int stepsPerRound) {
        this.spark = spark;
        this.settings = settings;
        this.images = images;
        this.workers = workers;
        this.stepsPerRound = stepsPerRound;
    }

    /** The loss is that of each worker's last mini-batch before an averaging: DL4J tells no other. */
    @Override
    public double train(Dl4jNetwork trained, int epoch, Observer observer) {
        MultiLayerNetwork network = (MultiLayerNetwork) trained.model();
        ImageIterator iterator =
                ImageIterator.augmented(images, settings.batchSize(), settings.seed(), settings.augmentation());
        iterator.startEpoch(epoch);
        double sum = 0;
        int done = 0;
        do {
            List<ImageBatch> round = nextRound(iterator, epoch, done);
            sum += average(network, round) * round.size();
            done += round.size();
        } while (observer.stepsDone(done, sum / done) && iterator.hasNext());
        return sum / done;
    }

    private List<ImageBatch> nextRound(ImageIterator iterator, int epoch, int done) {
        List<ImageBatch> round = new ArrayList<>();
        while (iterator.hasNext() && round.size() < workers * stepsPerRound) {
            long seed = settings.randomSeed(epoch) * BATCHES_PER_EPOCH + done + round.size();
            round.add(new ImageBatch(iterator.nextImages(settings.batchSize()), seed));
        }
        return round;
    }

    /** Trains one round; returns its loss. */
    private double average(MultiLayerNetwork network, List<ImageBatch> round) {
        int parts = Math.min(workers, round.size());
        JavaRDD<DataSet> batches = spark.parallelize(round, parts).map(ImageBatch::toDataSet);
        MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
        int iterations = configuration.getIterationCount();
        ParameterAveragingTrainingMaster master = master(parts);
        SparkDl4jMultiLayer distributed = new SparkDl4jMultiLayer(spark, network, master);
        try {
            master.executeTraining(distributed, batches);
        } catch (Exception e) {
            // Spark's are checked exceptions that Java does not know of.
            throw new WorkerFailure("A worker failed: " + JobFailure.reason(e), e);
        }
        // DL4J counts those of a full round.
        configuration.setIterationCount(iterations + (round.size() + parts - 1) / parts);
        // The mean of numbers that are not greater than another may be, by a rounding.
        network.applyConstraints(configuration.getIterationCount(), configuration.getEpochCount());
        return distributed.getScore();
    }

    private ParameterAveragingTrainingMaster master(int parts) {
        return new ParameterAveragingTrainingMaster.Builder(parts, settings.batchSize())
                .batchSizePerWorker(settings.batchSize())
                .averagingFrequency(stepsPerRound)
                .saveUpdater(true)
                // The round is on its workers already, and trained on once.
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .repartionData(Repartition.Never)
                .storageLevel(null)
                // Prefetching would make mini-batches in another thread than the one that they are trained in.
                .workerPrefetchNumBatches(0)
                .build();
    }
}
