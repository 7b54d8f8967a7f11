using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Blocks;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Outlines;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Blocks;

public class ColumnBlockTests
{
    static readonly string[] Lines =
    [
        """{"timestamp":"2026-11-01T04:25:09.898511Z","level":"INFO","service":"a","message":"took 12 ms","metadata":{"n":1,"user":"x"}}""",
        """{"timestamp":"2026-11-01T04:25:10.898511Z","level":"ERROR","service":"b","message":"took 1 ms","metadata":{"n":2}}""",
        """{"message":"say \"hi\"\n\tat x","message":"twice"}""", """{ "a" : [1, 2, {"b":null}], "c":{} }""", """{}""", "{", "{\"a\":1} x", "",
        "plain 12 text", "{\"a\":tru e}", "{\"a\" \"b\"}", "{\"a\":\"b\"\"c\":1}", "[1,2]", "{\"a\":\"\\u0041\"}", "{\"a\":\"\\", "\0", "{\"a\0\":1}", "{\"a\":1}\r",
        "2026-11-01 04:25:09,898 took 12 ms", "2026-11-01 04:25:10,898 took 1 ms\r", "[2026/11/01 04:25:09] - hi", "2026/11/01 04:25:09 - hi\r\r", "a\r", "\r",
        "level=info msg=hi", "2026-11-01T04:25:09+00:00 it\n  is", "1761970000 x", " {\"a\":1}",
    ];

    static readonly Gen<byte[]> AnyLine = Gen.OneOf(
        Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Select(Encoding.UTF8.GetBytes),
        Gen.Select(Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Select(Encoding.UTF8.GetBytes), Gen.Int[0, 200], Gen.Byte, (line, at, value) =>
        {
            if (line.Length > 0) line[at % line.Length] = value;
            return line;
        }),
        Gen.Byte.Array[0, 30]);

    [Fact]
    public void AnyLinesComeBackByteForByte() => AnyLine.Array[1, 200].Sample(lines =>
    {
        var random = new Random(lines.Length);
        var writer = new ColumnBlockWriter(1);
        for (var i = 0; i < lines.Length; i++)
            writer.Add((ulong)(7 + i * 2), TimeOf(i), TimeOf(i) + i % 3, (Level)(i % 6), (RecordFlags)(i % 2), random.Next(5), lines[i]);
        var block = Reopen(writer);
        var target = new ValueList();
        for (var i = 0; i < lines.Length; i++)
        {
            target.Clear();
            block.AppendLine(i, target);
            Assert.Equal(lines[i], target.Bytes.ToArray());
            Assert.Equal((7 + i * 2, TimeOf(i), TimeOf(i) + i % 3, i % 6, i % 2), ((int)block.Sequences[i], block.TimestampsNs[i], block.ObservedNs[i], block.Levels[i], block.Flags[i]));
        }
    });

    [Fact]
    public void ATimeALevelAndASourceThatTheRowHasAnywayCostNothing()
    {
        var writer = new ColumnBlockWriter(1);
        string[] services = ["web", "api", "database"];
        for (var i = 0; i < 5000; i++)
        {
            var source = i * 7919 % 3;
            var level = i % 11 == 0 ? Level.Error : Level.Info;
            var line = $$"""{"timestamp":"2026-11-01T00:00:{{i % 60:d2}}.{{i % 1000:d3}}Z","level":"{{level}}","service":"{{services[source]}}"}""";
            var time = new DateTimeOffset(2026, 11, 1, 0, 0, i % 60, i % 1000, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1_000_000;
            writer.Add((ulong)i, time, time, level, RecordFlags.None, source, Encoding.UTF8.GetBytes(line));
        }

        var chunks = new BlockChunks();
        writer.Write(chunks);
        Assert.All(Enumerable.Range(2, 6), chunk => Assert.InRange(chunks.Ends[chunk] - chunks.Ends[chunk - 1], 0, 60));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void LinesThatDoNotComeBackAreKeptWhole(int faultyChunk)
    {
        var writer = new ColumnBlockWriter(1) { Fault = chunks => Damage(chunks, faultyChunk) };
        for (var i = 0; i < 20; i++) writer.Add((ulong)i, i, i, Level.Info, RecordFlags.None, 0, Encoding.UTF8.GetBytes($"{{\"n\":{i * 7},\"text\":\"line {i}\"}}"));
        var chunks = new BlockChunks();
        Assert.False(writer.Write(chunks));
        var block = new ColumnBlock(chunks.ChunkAt, int.MaxValue, BlockOutline.Unknown, ReadBuffers.Kept);
        var line = new ValueList();
        for (var i = 0; i < 20; i++)
        {
            line.Clear();
            block.AppendLine(i, line);
            Assert.Equal($"{{\"n\":{i * 7},\"text\":\"line {i}\"}}", Encoding.UTF8.GetString(line.Bytes));
        }
    }

    /// <summary>Changes the last byte of a chunk: one value is another one, or nothing can be read.</summary>
    static void Damage(BlockChunks chunks, int chunk)
    {
        var copies = Enumerable.Range(0, chunks.Ends.Count).Select(i => chunks.ChunkAt(i).ToArray()).ToList();
        if (copies[chunk].Length > 0) copies[chunk][^1] ^= 1;
        chunks.Clear();
        copies.ForEach(copy => chunks.Add(copy));
    }

    static long TimeOf(int row) => 1_793_000_000_000_000_000 + row * 1_000_000_007L;

    internal static ColumnBlock Reopen(ColumnBlockWriter writer)
    {
        var chunks = new BlockChunks();
        writer.Write(chunks);
        var bytes = chunks.Bytes.ToArray();
        var ends = new List<int>(chunks.Ends);
        return new ColumnBlock(i => bytes.AsMemory((i == 0 ? 0 : ends[i - 1])..ends[i]), int.MaxValue, BlockOutline.Unknown, ReadBuffers.Kept);
    }
}
