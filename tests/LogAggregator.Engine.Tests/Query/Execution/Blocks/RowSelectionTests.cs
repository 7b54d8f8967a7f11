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
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;
using LogAggregator.Engine.Storage.Tokens;
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
        Gen.Int[0, 20].Select(i => $"{i * 7919:x8}deadbeef"),
        Gen.Int[0, 40].Select(i => $"{new[] { "", "\n", "\\", "é", "/" }[i % 5]}Req{i * 7919:x6}z"),
        Gen.Int[0, 40].Select(i => $"req{i * 7919:X6}z"));

    static readonly Gen<string> Text = Word.Array[1, 5].Select(words => string.Join(' ', words));

    static readonly string[] Heads =
    [
        "2026-11-01 04:25:09,898 ", "[2026-11-01T04:25:09Z] ", "2026/11/01 04:25:09 - ", "1761970000.123 ", "01/Nov/2026:04:25:09 +0100 | ",
        "2026-11-01 04:25:09.1 CET ", "INFO [2026-11-01 04:25:09] ", "Nov  1 04:25:09 ", "2026-11-01T04:25:09+02:00", " ", "word=", "level=info word=",
    ];

    /// <summary>JSON in which it is not easy to say what the field <c>word</c> or <c>number</c> is; W is a text, N a number.</summary>
    static readonly string[] Oddities =
    [
        """{"message":"m","metadata.word":W,"metadata":{"number":N}}""", """{"message":"m","METADATA.word":W}""", """{"word":W,"metadata":{"word":"x"},"message":W}""",
        """{"message":"m","metadata":{"metadata":{"word":W}}}""", """{"message":"m","word":[W,W],"number":{"0":N}}""", """{"message":"m","Metadata":{"word":W,"number":N,"level":W}}""",
        """{"message":"m","a":{"word":W,"b":{"number":N}}}""", """{"message":"m","a":{"word":W},"a":{"b":{"number":N}}}""", """{"message":"m","a.word":W,"a":{"b.number":N}}""",
        """{"message":"m","a":[{"word":W}],"word":null}""", """{"message":"m","word":{"":W,"0":N}}""", """{"message":"m","wo\u0072d":W}""", """{"message":W,"level":W,"msg":W,"number":"N"}""",
    ];

    internal static readonly Gen<string> Line = Gen.OneOf(
        Gen.Select(Text, Word, Gen.Int[0, 99], (message, word, number) =>
            $"{{\"level\":\"{(number % 9 == 0 ? "odd" : "INFO")}\",\"message\":{Quote(message)},\"service\":\"api\",\"metadata\":{{\"word\":{Quote(word)},\"number\":{number},\"none\":null}}}}"),
        Gen.Select(Text, Word, (message, word) => $"{{\"msg\":{Quote(message)},\"tags\":[{Quote(word)},true],\"service\":{Quote(word)}}}"),
        Gen.Select(Text, Word, (message, word) => $"ts=2026-11-01T00:00:00Z level=info msg=\"{message.Replace("\\", "", StringComparison.Ordinal)}\" word={word.Trim()}"),
        Gen.Select(Word, Gen.Int[0, 99], (word, number) => $"{{\"word\":{Quote(word)},\"number\":{number}}}"),
        Gen.Int[0, 4].Select(i => new[] { "{}", "{\"message\":\"m\",\"word\":{}}", "{\"message\":\"m\",\"tags\":[ ]}", "{\"\":5,\"message\":\"m\"}", "{\"message\":null,\"word\":\"error\"}" }[i]),
        Text,
        Gen.Select(Gen.Int[0, Heads.Length - 1], Text, Gen.Int[0, 2]).Select((head, text, returns) => Heads[head] + text + new string('\r', returns)),
        Gen.Select(Gen.Int[0, Oddities.Length - 1], Word, Gen.Int[0, 99]).Select((i, word, number) =>
            Oddities[i].Replace("W", Quote(word), StringComparison.Ordinal).Replace("N", $"{number}", StringComparison.Ordinal)),
        Text.Select(text => $"\u001b[31m{text}\u001b[0m"),
        Text.Select(text => "level=info msg=" + text.Replace("req", "re\u001b[1mq", StringComparison.OrdinalIgnoreCase)),
        Text.Select(text => $"{{\"note\":{Quote(text)},\"log\":{Quote(text.Replace("req", "re\\u0071", StringComparison.Ordinal)).Replace("\\\\u", "\\u", StringComparison.Ordinal)}}}"),
        Word.Select(word => $"{{\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\":1}}"),
        Text.Select(text => $"{{\"message\":\"\\u0065rror {text.Length}\"}}"));

    static readonly string[] Fields = ["word", "number", "none", "tags", "metadata.level", "msg", "metadata.word", "metadata.metadata.word", "a.word", "a.b.number", "word.0", "metadata"];

    static readonly string[] Patterns = ["^err", "user[0-9]+$", "[0-9a-f]{8}", @"^\S+$", @"\\", "^2026", "^$", "null", @"\r$"];

    static readonly Gen<Filter> Leaf = Gen.OneOf(
        Word.Select(w => (Filter)new TextContains(w)),
        Text.Select(t => (Filter)new Phrase(t)),
        Word.Select(w => (Filter)new Phrase(w)),
        Gen.Byte[0, 63].Select(bits => (Filter)new LevelIn(new LevelSet(bits))),
        Gen.Int[0, 3].Select(i => (Filter)new ServiceIs(new[] { "web", "API", "user", "x" }[i])),
        Gen.Int[0, 60].Select(i => (Filter)new TimeRange(i, i + 20)),
        Gen.Select(Gen.Int[0, Fields.Length - 1], Gen.Int[0, 5], Word, (name, test, word) => (Filter)new FieldIs(
            Fields[name],
            test switch
            {
                0 => new HasValue(),
                1 => new EqualTo(word),
                2 => new ExactlyEqualTo(word),
                3 => new HoldsPhrase(word),
                4 => new Compare(Comparison.Greater, new NumberOperand(Value.Of((long)word.Length * 10), Unit.None)),
                _ => new Matches("[aeiou]s?$"),
            })),
        Gen.Int[0, Patterns.Length - 1].Select(i => (Filter)new TextMatches(Patterns[i])),
        Gen.Const((Filter)new IsGap()),
        Gen.Const((Filter)new IsLifecycle()));

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
            new RecordId(i, (ulong)i), i, (Level)(i % 6), i % 17 == 0 ? RecordFlags.Gap : i % 13 == 0 ? RecordFlags.Lifecycle : RecordFlags.None, Sources[i % 4], Encoding.UTF8.GetBytes(line))).ToList();
        var (columns, digest) = Block(records);
        var isForeseen = lines.Length % 2 == 0;
        var block = new BlockView(isForeseen ? columns : Columns(records), number => Sources[number]);
        foreach (var filter in filters)
        {
            var evaluator = new FilterEvaluator(filter);
            var answer = evaluator.Select(block);
            var (mayMatch, foreseen) = evaluator.Foresee(digest, LevelSet.All, long.MinValue, long.MaxValue);
            if (foreseen is { } count)
                Assert.Equal(records.Count(evaluator.Matches), count);
            for (var row = 0; row < records.Count; row++)
            {
                var matches = evaluator.Matches(records[row]);
                if (matches) Assert.True(answer.May[row], $"{filter} misses {lines[row]}");
                if (matches) Assert.True(mayMatch, $"{filter}: tokens and outline miss {lines[row]}");
                if (answer.Sure[row]) Assert.True(matches, $"{filter} is wrongly sure of {lines[row]}");
                if (answer.Sure[row]) Assert.True(answer.May[row]);
            }
        }
    }, iter: 1500);

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

    [Fact]
    public void TextAndFieldsAreDecidedWithoutLookingAtLines()
    {
        var lines = Enumerable.Range(0, 200).Select(i => (i % 4) switch
        {
            0 => $"2026-11-01 04:25:09,{i:d3} [main] user{i:d3} said hello",
            1 => $"C:\\logs user{i:d3} said bye\r",
            2 => $"[2026/11/01 04:25:09] user{i:d3} said hello",
            _ => $"{{\"message\":\"user{i:d3} said bye\",\"n\":{i},\"metadata\":{{\"user\":\"user{i:d3}\"}}}}",
        });
        var records = lines.Select((line, i) => new StoredRecord(
            new RecordId(i, (ulong)i), i, Level.Info, RecordFlags.None, Sources[0], Encoding.UTF8.GetBytes(line))).ToList();
        var block = new BlockView(Columns(records), number => Sources[number]);
        Filter[] filters =
        [
            new TextContains("HELLO"), new Phrase("said hello"), new TextContains("2026"), new TextMatches("^user[0-9]+ said"), new TextMatches(@"logs|bye$"),
            new FieldIs("n", new Compare(Comparison.Greater, new NumberOperand(Value.Of(100L), Unit.None))), new FieldIs("user", new EqualTo("user007")), new FieldIs("absent", new HasValue()),
        ];
        foreach (var filter in filters)
        {
            var answer = new FilterEvaluator(filter).Select(block);
            Assert.True(answer.IsExact, $"{filter}");
            Assert.Equal(records.Count(new FilterEvaluator(filter).Matches), answer.Sure.Size);
        }
    }

    [Fact]
    public void BlocksWithoutAnIdAreNotOpened()
    {
        var records = new[] { "took 5 ms for req00a1b2", "{\"message\":\"a\\nreq00a1b3\"}", "\u001b[1mreq00\u001b[0ma1b4 done" }.Select((line, i) => new StoredRecord(
            new RecordId(i, (ulong)i), i, Level.Info, RecordFlags.None, Sources[0], Encoding.UTF8.GetBytes(line))).ToList();
        var digest = Block(records).Digest;
        bool MayMatch(Filter filter) => new FilterEvaluator(filter).Foresee(digest, LevelSet.All, 0, 3).MayMatch;
        Assert.All(new[] { "REQ00a1b2", "req00a1b3", "req00a1b4", "for req00a1b2", "took", "12345678" }, text => Assert.True(MayMatch(new Phrase(text))));
        Assert.All(new[] { "req00a1b5", "req00a1b2 req00a1b9" }, text => Assert.False(MayMatch(new Phrase(text))));
        Assert.True(MayMatch(new TextContains("req00a1b5")));
        Assert.False(MayMatch(new TextContains("(req00a1b5)")));
        Assert.False(MayMatch(new And([new Phrase("req00a1b2"), new Phrase("req00a1b5")])));
        Assert.True(MayMatch(new Or([new Phrase("req00a1b2"), new Phrase("req00a1b5")])));
        Assert.True(MayMatch(new Not(new Phrase("req00a1b5"))));
    }

    [Fact]
    public void WhatAnOutlineTellsIsKnownWithoutReadingAColumn()
    {
        var lines = Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => $"2026-11-01 04:25:09,{i:d3} connection to 10.0.0.{i % 200} refused",
            1 => $"2026-11-01 04:25:09,{i:d3} user{i:d3} logged in from 10.1.{i % 7}.{i * 7919 % 251}",
            _ => $"{{\"message\":\"request {i} refused by {(i % 2 == 0 ? "proxy" : "server")}\",\"n\":{i}}}",
        });
        var records = lines.Select((line, i) => new StoredRecord(
            new RecordId(i, (ulong)i), i, (Level)(i % 6), RecordFlags.None, Sources[0], Encoding.UTF8.GetBytes(line))).ToList();
        var digest = Block(records).Digest;
        foreach (var (filter, isKnown) in new (Filter, bool)[]
        {
            (new Phrase("refused"), true), (new TextContains("REFUSED"), true), (new TextContains("zqxjk"), true), (new Phrase("logged in"), true),
            (new TextMatches("proxy"), false), (new TextContains("n17"), true), (new TextContains("00"), false), (new And([new Phrase("refused"), new LevelIn(LevelSet.All)]), true),
            (new And([new Phrase("refused"), new LevelIn(LevelSet.Of(Level.Error))]), false),
        })
        {
            var evaluator = new FilterEvaluator(filter);
            var expected = records.Count(evaluator.Matches);
            var (mayMatch, count) = evaluator.Foresee(digest, LevelSet.All, 0, 300);
            Assert.True(isKnown == count is not null, $"{filter}: {count}");
            if (isKnown) Assert.Equal(expected, count);
            Assert.True(expected == 0 || mayMatch);
            if (isKnown) Assert.Equal(expected > 0, mayMatch);
        }
    }

    internal static ColumnBlock Columns(IReadOnlyList<StoredRecord> records)
    {
        var chunks = Chunks(records);
        return new ColumnBlock(chunks.ChunkAt, int.MaxValue, BlockOutline.Unknown, ReadBuffers.Kept);
    }

    internal static (ColumnBlock Columns, IBlockDigest Digest) Block(IReadOnlyList<StoredRecord> records)
    {
        var chunks = Chunks(records);
        var digest = new Known(
            TokenFilter.Decode(chunks.ChunkAt(chunks.Ends.Count - 2)),
            BlockOutline.Decode(chunks.ChunkAt(chunks.Ends.Count - 1), BlockLayout.Decode(chunks.ChunkAt(BlockLayout.Chunk))));
        return (new ColumnBlock(chunks.ChunkAt, int.MaxValue, digest.Outline, ReadBuffers.Kept), digest);
    }

    static BlockChunks Chunks(IReadOnlyList<StoredRecord> records)
    {
        var writer = new ColumnBlockWriter(1);
        foreach (var record in records)
            writer.Add(record.Id.Sequence, record.Id.TimestampNs, record.ObservedNs, record.Level, record.Flags, Array.IndexOf(Sources, record.Source), record.Line);
        var chunks = new BlockChunks();
        writer.Write(chunks);
        return chunks;
    }

    sealed record Known(TokenFilter Tokens, BlockOutline Outline) : IBlockDigest;

    static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
