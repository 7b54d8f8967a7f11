using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Model;
using LogAggregator.Ingest.Http;
using Xunit;

namespace LogAggregator.Tests.Ingest.Http;

public sealed class PostedLogsDecoderTests
{
    const string Good = """{"service":"s","level":"INFO","message":"m"}""";
    const long Now = 1_762_862_400_000_000_000;

    [Fact]
    public void TheBytesOfEachObjectAreKeptExactly()
    {
        string[] items = ["""{"service" : "s", "level":"INFO","message":"caf\u00e9 é","x":[1, 2]}""", """{"a":{"b":{}},"service":"s","level":"warn","message":""}"""];
        Assert.Equal(items, Lines(Decode($"\n [{items[0]} ,\n{items[1]}]\n", out _)));
        Assert.Equal(items, Lines(Decode($"{items[0]}\n\n  {items[1]} \r\n", out _)));
        Assert.Equal([items[0]], Lines(Decode(items[0], out _)));
    }

    [Fact]
    public void WhatAnObjectSaysAboutItselfCounts()
    {
        var batch = Decode("""{"service":"s","level":"fatal","message":"m","timestamp":"2025-11-11T10:00:00Z","container_name":"c","container_id":"i","image":"g","project":"p","host":"h"}""", out _);
        var row = batch.Rows[0];
        Assert.Equal(new LogSource("h", "c", "i", "g", "p", "s", "", OutputStream.None), row.Source);
        Assert.Equal((Level.Critical, RecordFlags.Posted, 1_762_855_200_000_000_000, Now), (row.Level, row.Flags, row.TimestampNs, row.ObservedNs));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"timestamp\":null")]
    [InlineData(",\"timestamp\":\"2035-01-01T00:00:00Z\"")]
    public void WithoutABelievableTimeTheTimeOfArrivalCounts(string more) =>
        Assert.Equal(Now, Decode(Good.Replace("}", more + "}", StringComparison.Ordinal), out _).Rows[0].TimestampNs);

    [Theory]
    [InlineData("""{"level":"INFO","message":"m"}""", "'service' is missing")]
    [InlineData("""{"service":"","level":"INFO","message":"m"}""", "'service' is missing")]
    [InlineData("""{"service":null,"level":"INFO","message":"m"}""", "'service' is missing")]
    [InlineData("""{"service":7,"level":"INFO","message":"m"}""", "'service' must be a string")]
    [InlineData("""{"service":["s"],"level":"INFO","message":"m"}""", "'service' must be a string")]
    [InlineData("""{"service":"s","message":"m"}""", "'level' is missing")]
    [InlineData("""{"service":"s","level":"LOUD","message":"m"}""", "'LOUD'")]
    [InlineData("""{"service":"s","level":30,"message":"m"}""", "'level' must be a string")]
    [InlineData("""{"service":"s","level":"INFO"}""", "'message' is missing")]
    [InlineData("""{"service":"s","level":"INFO","message":{"a":1}}""", "'message' must be a string")]
    [InlineData("""{"service":"s","level":"INFO","message":"m","timestamp":"noon"}""", "'noon'")]
    [InlineData("""{"service":"s","level":"INFO","message":"m","timestamp":1}""", "'timestamp' must be a string")]
    [InlineData("""{"service":"s","level":"INFO","message":"m","host":{}}""", "'host' must be a string")]
    public void WhatIsWrongWithAnObjectIsSaid(string item, string expected)
    {
        var batch = Decode(item, out var rejected);
        Assert.Equal(0, batch.Count);
        Assert.Contains(expected, Assert.Single(rejected).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ABadLineTakesNoOtherWithIt()
    {
        var batch = Decode($"{Good}\n{{\"bad\n7\n{Good} x\n{Good}\n", out var rejected);
        Assert.Equal(2, batch.Count);
        Assert.Equal([1, 2, 3], rejected.Select(item => item.Index));
    }

    [Fact]
    public void AnObjectOfMoreThan1MiBIsRefused()
    {
        var batch = Decode("[" + Good.Replace("\"m\"", $"\"{new string('m', 1024 * 1024)}\"", StringComparison.Ordinal) + "," + Good + "]", out var rejected);
        Assert.Equal(1, batch.Count);
        Assert.Contains("1 MiB", Assert.Single(rejected).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongNameIsRefused()
    {
        Decode(Good.Replace("\"s\"", $"\"{new string('s', 257)}\"", StringComparison.Ordinal), out var rejected);
        Assert.Contains("256", Assert.Single(rejected).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AfterAThousandBadOnesTheRestIsNotRead(bool lines)
    {
        var body = lines ? string.Concat(Enumerable.Repeat("{}\n", 5000)) : $"[{string.Join(',', Enumerable.Repeat("{}", 5000))}]";
        Decode(body, out var rejected);
        Assert.Equal(1001, rejected.Count);
        Assert.Contains("not read", rejected[^1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameWithEscapesIsTheNameItself() =>
        Assert.Equal("s/é", Decode("""{"service":"s\/\u00e9","level":"\u0049NFO","message":"m"}""", out _).Rows[0].Source.Service);

    [Fact]
    public void EqualSourcesAreOneObject()
    {
        var batch = Decode($"[{Good},{Good}]", out _);
        Assert.Same(batch.Rows[0].Source, batch.Rows[1].Source);
    }

    [Fact]
    public void InventedSourcesComeToAnEnd()
    {
        var body = string.Concat(Enumerable.Range(0, PostedSources.MaxSources + 5).Select(i => $"{{\"service\":\"s{i}\",\"level\":\"INFO\",\"message\":\"m\"}}\n"));
        var batch = Decode(body, out _);
        Assert.Equal(PostedSources.MaxSources + 5, batch.Count);
        Assert.Same(LogSource.Empty, batch.Rows[^1].Source);
    }

    [Fact]
    public void EveryPrefixOfAPostIsAnsweredAndNoneIsTakenForTheWhole()
    {
        var body = Encoding.UTF8.GetBytes($"[{Good},{Good}]");
        for (var length = 0; length < body.Length; length++)
            Assert.False(PostedLogsDecoder.TryDecode(body.AsSpan(0, length), false, Now, new PostedSources(), new PostedLayouts(), new RecordBatch(), out _, out _));
    }

    [Fact]
    public void GarbageIsNeverMoreThanAnError() => Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, Good.Length], Gen.Bool).Sample((garbage, at, lines) =>
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Good[..at]), .. garbage, .. Encoding.UTF8.GetBytes(Good[at..])];
        PostedLogsDecoder.TryDecode(body, lines, Now, new PostedSources(), new PostedLayouts(), new RecordBatch(), out _, out _);
    });

    /// <summary>A good object, then one that is nearly laid out like it.</summary>
    [Fact]
    public void WhatIsLaidOutLikeOneBeforeIsReadAsIfItCameAlone() => Gen.Select(Gen.Int[0, 200], Gen.OneOf(Gen.Byte, Gen.Char["\\\"{},:0 n"].Select(c => (byte)c))).Sample((at, value) =>
    {
        if (value is (byte)'\n' or (byte)'\r') return;
        var first = Encoding.UTF8.GetBytes("""{"timestamp":"2026-11-01T04:25:09Z","level":"INFO","service":"s","host":"h","message":"m \\ x","metadata":{"n":-1.5,"ok":true}}""");
        byte[] second = [.. first];
        second[at % second.Length] = value;
        var layouts = new PostedLayouts();
        DecodeLine(first, layouts);
        var (behind, behindRejected) = DecodeLine(second, layouts);
        var (alone, aloneRejected) = DecodeLine(second, new PostedLayouts());
        Assert.Equal(aloneRejected, behindRejected);
        Assert.Equal(alone.Rows.ToArray(), behind.Rows.ToArray());
        Assert.Equal(Lines(alone), Lines(behind));
    });

    static (RecordBatch Batch, IReadOnlyList<RejectedItem> Rejected) DecodeLine(byte[] line, PostedLayouts layouts)
    {
        var batch = new RecordBatch();
        Assert.True(PostedLogsDecoder.TryDecode(line, lines: true, Now, new PostedSources(), layouts, batch, out var rejected, out _));
        return (batch, rejected);
    }

    static RecordBatch Decode(string body, out IReadOnlyList<RejectedItem> rejected)
    {
        var batch = new RecordBatch();
        Assert.True(PostedLogsDecoder.TryDecode(Encoding.UTF8.GetBytes(body), false, Now, new PostedSources(), new PostedLayouts(), batch, out rejected, out var error), error);
        return batch;
    }

    static IEnumerable<string> Lines(RecordBatch batch) => Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.LineAt(i)));
}
