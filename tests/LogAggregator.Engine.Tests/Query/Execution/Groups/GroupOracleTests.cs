using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Pipes;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Tests.Query.Execution.Blocks;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Execution.Groups;

/// <summary>Tables made of columns are held against those made record by record.</summary>
public sealed class GroupOracleTests
{
    static readonly string[] Fields =
    [
        "level", "service", "container_name", "stream", "word", "number", "none", "tags", "msg", "metadata.level", "message", "id",
        "tags.0", "timestamp", "metadata.word", "host",
    ];

    static readonly Gen<string> AnyField = Gen.Int[0, Fields.Length - 1].Select(i => Fields[i]);

    static readonly Gen<Aggregate> AnyAggregate = Gen.Select(Gen.Enum<AggregateFunction>(), AnyField, (function, field) => function switch
    {
        AggregateFunction.Rate => new Aggregate(function, "", 0, "x"),
        AggregateFunction.Quantile => new Aggregate(function, field, 90, "x"),
        _ => new Aggregate(function, field, 0, "x"),
    });

    static readonly Gen<GroupKey> AnyKey = Gen.OneOf(
        AnyField.Select(field => (GroupKey)new FieldKey(field)),
        Gen.Int[1, 40].Select(step => (GroupKey)new TimeStepKey(step)));

    static readonly Gen<Pipe> AnyTable = Gen.OneOf(
        Gen.Select(AnyAggregate.Array[0, 3], AnyKey.Array[0, 3], (aggregates, keys) => (Pipe)new StatsPipe(
            [new Aggregate(AggregateFunction.Count, "", 0, "count"), .. aggregates.Select((a, i) => a with { Column = $"a{i}" })],
            [.. keys.DistinctBy(key => key.Column)])),
        Gen.Const((Pipe)new PatternsPipe()));

    [Fact]
    public void ColumnsGiveTheTableThatTheirRecordsGive() => Gen.Select(RowSelectionTests.Line.Array[1, 120], AnyTable.Array[8], Gen.Int[1, 7]).Sample(
        (lines, tables, part) =>
        {
            var records = lines.Select((line, i) => new StoredRecord(
                new RecordId(i, (ulong)i), i, (Level)(i % 6), RecordFlags.None, RowSelectionTests.Sources[i % 4], Encoding.UTF8.GetBytes(line))).ToList();
            var rows = new RowSet(records.Count);
            for (var row = 0; row < records.Count; row++)
                if (row % part != 1) rows.Add(row);
            foreach (var table in tables) Compare(records, rows, table);
        },
        iter: 100);

    /// <summary>Variables with signs in them, first lines of traces, and what only looks like the end of a line.</summary>
    [Fact]
    public void PatternsOfTemplatesAreThoseOfTheirMessages()
    {
        string[] forms =
        [
            "system 10_N like N_2", "_N_ and N_ and _N", "plain N", "C:\\\\newN and C:\\\\N\\\\n gone", "failed N\\n at fN.call(N)\\n at g\\n at hN\\n", "N\\n\\nN\\n\\n",
            "C:\\\\newN\\\\n1\\\\n2 at N\\n x\\n y", "é N ü", "\\tN", "always the same", "é_N", "", "one of N%3",
        ];
        var records = Enumerable.Range(0, 900).Select(i => new StoredRecord(
            new RecordId(i, (ulong)i), i, (Level)(i % 2), RecordFlags.None, RowSelectionTests.Sources[0], Encoding.UTF8.GetBytes(LineOf(forms[i % forms.Length], i)))).ToList();
        var rows = new RowSet(records.Count);
        rows.AddAll();
        Compare(records, rows, new PatternsPipe());
        var (columns, _) = RowSelectionTests.Block(records);
        Assert.Equal(TextOf(records, rows), TextOf(columns, rows));

        static string LineOf(string form, int i) => "{\"message\":\"" + form.Replace("N%3", $"{i % 3}", StringComparison.Ordinal).Replace("N", $"{i * 7919 % 1000}", StringComparison.Ordinal) + "\"}";
    }

    static string TextOf(List<StoredRecord> records, RowSet rows)
    {
        var run = new QueryRun([new PatternsPipe()], new QueryLimits());
        foreach (var row in rows) run.Add(records[row]);
        return TextOf(run);
    }

    static string TextOf(ColumnBlock columns, RowSet rows)
    {
        var run = new QueryRun([new PatternsPipe()], new QueryLimits());
        run.Prepare(new BlockView(columns, number => RowSelectionTests.Sources[number]), rows)();
        return TextOf(run);
    }

    static void Compare(List<StoredRecord> records, RowSet rows, Pipe table)
    {
        var expected = new QueryRun([table], new QueryLimits());
        foreach (var row in rows) expected.Add(records[row]);
        var found = new QueryRun([table], new QueryLimits());
        Assert.True(found.TakesGroups);
        found.Prepare(new BlockView(RowSelectionTests.Columns(records), number => RowSelectionTests.Sources[number]), rows)();
        Assert.Equal(TextOf(expected), TextOf(found));
    }

    static string TextOf(QueryRun run)
    {
        run.Complete();
        return string.Join('\n', run.TakeRows().Select(row => string.Join('|', row.Values.Select(value => $"{value.Kind} {value}"))));
    }
}
