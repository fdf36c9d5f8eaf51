package io.github.bnn4j.spark.scoring;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Parquet files of rows {@code id} (int) and {@code x}. */
final class Rows {

    private Rows() {}

    /**
     * Writes one file, whose rows have the numbers of the list, and reads it.
     *
     * @param type of {@code x}
     */
    static Dataset<Row> write(SparkSession spark, String directory, DataType type, List<?> values) {
        StructType schema = new StructType().add("id", DataTypes.IntegerType).add("x", type);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(RowFactory.create(i, values.get(i)));
        }
        spark.createDataFrame(rows, schema).coalesce(1).write().parquet(directory);
        return spark.read().parquet(directory);
    }
}
