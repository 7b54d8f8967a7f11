using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Query.Ast;
using LogAggregator.Engine.Query.Execution;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Values;
using LogAggregator.Engine.Storage.Blocks;
using Xunit;

namespace LogAggregator.Engine.Tests.Query.Execution.Blocks;

/// <summary>What columns say of a block is held against what the evaluator says of each of its records.</summary>
public class RowSelectionTests
{
    internal static readonly LogSource[] Sources =
    [
        .. new[] { "web", "api", "db" }.Select(name => LogSource.Empty with { ContainerName = "prod-" + name + "-1", Service = name, Stream = OutputStream.Stdout }),
        LogSource.Empty with { ContainerName = "many", Service = "" },
    ];

    static readonly Gen<string> Word = Gen.OneOf(
        Gen.Int[0, 12].Select(i => new[] { "error", "Error", "user", "null", "INFO", "took", "ms", "at", "nat", "\\", "\n", "/api/v1", "Größe" }[i]),
        Gen.Int[0, 300].Select(i => $"{i}"),
        Gen.Int[0, 50].Select(i => $"user{i:d3}"),
        Gen.Int[0, 20].Select(i => $"{i * 7919:x8}deadbeef"));

    static readonly Gen<string> Text = Word.Array[1, 5].Select(words => string.Join(' ', words));

    internal static readonly Gen<string> Line = Gen.OneOf(
        Gen.Select(Text, Word, Gen.Int[0, 99], (message, word, number) =>
            $"{{\"level\":\"{(number % 9 == 0 ? "odd" : "INFO")}\",\"message\":{Quote(message)},\"service\":\"api\",\"metadata\":{{\"word\":{Quote(word)},\"number\":{number},\"none\":null}}}}"),
        Gen.Select(Text, Word, (message, word) => $"{{\"msg\":{Quote(message)},\"tags\":[{Quote(word)},true],\"service\":{Quote(word)}}}"),
        Gen.Select(Text, Word, (message, word) => $"ts=2026-11-01T00:00:00Z level=info msg=\"{message.Replace("\\", "", StringComparison.Ordinal)}\" word={word.Trim()}"),
        Gen.Select(Word, Gen.Int[0, 99], (word, number) => $"{{\"word\":{Quote(word)},\"number\":{number}}}"),
        Gen.Int[0, 4].Select(i => new[] { "{}", "{\"message\":\"m\",\"word\":{}}", "{\"message\":\"m\",\"tags\":[ ]}", "{\"\":5,\"message\":\"m\"}", "{\"message\":null,\"word\":\"error\"}" }[i]),
        Text,
        Text.Select(text => $"\u001b[31m{text}\u001b[0m"),
        Text.Select(text => $"{{\"message\":\"\\u0065rror {text.Length}\"}}"));

    static readonly Gen<Filter> Leaf = Gen.OneOf(
        Word.Select(w => (Filter)new TextContains(w)),
        Text.Select(t => (Filter)new Phrase(t)),
        Word.Select(w => (Filter)new Phrase(w)),
        Gen.Byte[0, 63].Select(bits => (Filter)new LevelIn(new LevelSet(bits))),
        Gen.Int[0, 3].Select(i => (Filter)new ServiceIs(new[] { "web", "API", "user", "x" }[i])),
        Gen.Int[0, 60].Select(i => (Filter)new TimeRange(i, i + 20)),
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Word, (name, test, word) => (Filter)new FieldIs(
            new[] { "word", "number", "none", "tags", "metadata.level", "msg" }[name],
            test switch
            {
                0 => new HasValue(),
                1 => new EqualTo(word),
                2 => new ExactlyEqualTo(word),
                3 => new HoldsPhrase(word),
                4 => new Compare(Comparison.Greater, new NumberOperand(Value.Of((long)word.Length * 10), Unit.None)),
                _ => new Matches("[aeiou]s?$"),
            })),
        Gen.Int[0, 2].Select(i => (Filter)new TextMatches(new[] { "^err", "user[0-9]+$", "[0-9a-f]{8}" }[i])),
        Gen.Const((Filter)new IsGap()));

    internal static readonly Gen<Filter> AnyFilter = Gen.OneOf(
        Leaf,
        Leaf.Select(f => (Filter)new Not(f)),
        Leaf.Array[0, 3].Select(f => (Filter)new And([.. f])),
        Leaf.Array[0, 3].Select(f => (Filter)new Or([.. f])),
        Leaf.Array[1, 3].Select(f => (Filter)new Not(new Or([.. f, new Not(f[0])]))));

    [Fact]
    public void ColumnsNeverContradictTheRecords() => Gen.Select(Line.Array[1, 80], AnyFilter.Array[10]).Sample((lines, filters) =>
    {
        var records = lines.Select((line, i) => new StoredRecord(
            new RecordId(i, (ulong)i), i, (Level)(i % 6), i % 17 == 0 ? RecordFlags.Gap : RecordFlags.None, Sources[i % 4], Encoding.UTF8.GetBytes(line))).ToList();
        var block = new BlockView(Columns(records), number => Sources[number]);
        foreach (var filter in filters)
        {
            var evaluator = new FilterEvaluator(filter);
            var answer = evaluator.Select(block);
            for (var row = 0; row < records.Count; row++)
            {
                var matches = evaluator.Matches(records[row]);
                if (matches) Assert.True(answer.May[row], $"{filter} misses {lines[row]}");
                if (answer.Sure[row]) Assert.True(matches, $"{filter} is wrongly sure of {lines[row]}");
                if (answer.Sure[row]) Assert.True(answer.May[row]);
            }
        }
    }, iter: 400);

    [Fact]
    public void WordsInFieldsOfJsonAreDecidedWithoutLookingAtLines()
    {
        var records = Enumerable.Range(0, 200).Select(i => new StoredRecord(
            new RecordId(i, (ulong)i), i, Level.Info, RecordFlags.None, Sources[0],
            Encoding.UTF8.GetBytes($"{{\"message\":\"user{i:d3} said \\\"{(i % 3 == 0 ? "hello" : "bye")}\\\"\",\"n\":{i}}}"))).ToList();
        var block = new BlockView(Columns(records), number => Sources[number]);
        foreach (var filter in new Filter[] { new TextContains("HELLO"), new Phrase("hello"), new TextContains("user01"), new TextContains("absent") })
        {
            var answer = new FilterEvaluator(filter).Select(block);
            Assert.True(answer.IsExact);
            Assert.Equal(records.Count(new FilterEvaluator(filter).Matches), answer.Sure.Size);
        }
    }

    internal static ColumnBlock Columns(IReadOnlyList<StoredRecord> records)
    {
        var writer = new ColumnBlockWriter(1);
        foreach (var record in records)
            writer.Add(record.Id.Sequence, record.Id.TimestampNs, record.ObservedNs, record.Level, record.Flags, Array.IndexOf(Sources, record.Source), record.Line);
        var chunks = new BlockChunks();
        writer.Write(chunks);
        return new ColumnBlock(i => chunks.Bytes[(i == 0 ? 0 : chunks.Ends[i - 1])..chunks.Ends[i]], int.MaxValue);
    }

    static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
