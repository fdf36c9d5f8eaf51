package io.github.bnn4j.spark.predict;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A directory that a job writes all or nothing into. */
final class OutputDirectory {

    private final FileSystem files;
    private final Path path;

    /**
     * @param path on any file system that Spark knows
     * @throws IOException if it does not know it
     */
    OutputDirectory(SparkSession spark, String path) throws IOException {
        this.path = new Path(path);
        this.files = this.path.getFileSystem(spark.sessionState().newHadoopConf());
    }

    boolean exists() throws IOException {
        return files.exists(path);
    }

    /** Spark removes what a failed job wrote, but leaves the directory, in whose way the next attempt would be. */
    void removeIfEmpty() throws IOException {
        if (files.exists(path) && files.listStatus(path).length == 0) {
            files.delete(path, false);
        }
    }
}
