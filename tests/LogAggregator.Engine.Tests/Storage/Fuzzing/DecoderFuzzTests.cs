using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Files;
using LogAggregator.Engine.Storage.Segments;
using LogAggregator.Engine.Storage.Wal;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Fuzzing;

/// <summary>
/// Every decoder of the store on damaged input: checksums are left out or mended, so that the damage gets through. It is read or
/// refused; nothing else may happen, and memory stays in bounds. FUZZ_SECONDS=600 makes each test so long, FUZZ_SEED=n repeats one.
/// </summary>
public sealed class DecoderFuzzTests
{
    /// <summary>The longest stream that a chunk may claim, twice.</summary>
    const long MaxAllocatedBytes = 2L * ChunkReader.MaxStreamBytes;

    static readonly int Seconds = Setting("FUZZ_SECONDS", 2);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(7)]
    public void Blocks(int content)
    {
        var block = FuzzedBlock.Of(LinesOf(content), content % 2 == 0 ? 1 : 12);
        Fuzz(content, block.Chunks.Select(chunk => block[chunk]).ToArray(), (sample, bytes) => block.ReadWith(sample, bytes));
    }

    [Fact]
    public void SegmentDirectories()
    {
        using var file = new DiskDirectory(GoldenStoreTests.Folder).Open("segment-0000000001.seg");
        Assert.True(SegmentFooter.TryRead(file, out var directory, out _));
        var writer = new ByteWriter();
        directory!.Encode(writer);
        Fuzz(3, [writer.Written.ToArray()], (_, bytes) => SegmentDirectory.TryDecode(bytes, out var _));
    }

    [Fact]
    public void Manifests()
    {
        var writer = new ByteWriter();
        new Manifest(9, 77_000, [new SegmentName(1, 4), new SegmentName(5, 5), new SegmentName(7, 9)]).Encode(writer);
        Fuzz(4, [writer.Written[..^4].ToArray()], (_, bytes) => Manifest.TryDecode(WithChecksum(bytes), out var _));
    }

    [Fact]
    public void WriteAheadLogs()
    {
        var records = new RandomRecords(5);
        var samples = new List<byte[]>();
        for (var i = 0; i < 20; i++)
        {
            var writer = new ByteWriter();
            WalPayload.EncodeBatch(records.Batch(), 1, 1_000, writer);
            samples.Add(writer.Written.ToArray());
        }

        Fuzz(5, [.. samples], (_, bytes) => WalPayload.TryDecode(bytes, new RecordBatch(), out var _));
    }

    static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;

    static void Fuzz(int number, byte[][] samples, Action<int, byte[]> decode)
    {
        var seed = Setting("FUZZ_SEED", Environment.TickCount) + number;
        var random = new Random(seed);
        var mutator = new Mutator(random);
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed.TotalSeconds < Seconds; round++)
        {
            var sample = random.Next(samples.Length);
            var bytes = mutator.Mutate(samples[sample]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                decode(sample, bytes);
            }
            catch (CorruptBlockException)
            {
                // Refused, as it should be.
            }
            catch (Exception fault)
            {
                Assert.Fail($"FUZZ_SEED={seed - number}, round {round}, sample {sample}, {Convert.ToBase64String(bytes)}: {fault}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= MaxAllocatedBytes, $"FUZZ_SEED={seed - number}, round {round}, sample {sample}: {allocated} bytes allocated for {Convert.ToBase64String(bytes)}");
        }
    }

    static byte[] WithChecksum(byte[] bytes)
    {
        var checksum = new ByteWriter();
        checksum.UInt32(Crc32C.Of(bytes));
        return [.. bytes, .. checksum.Written];
    }

    static byte[][] LinesOf(int content) => [.. Enumerable.Range(0, 600).Select(i => Encoding.UTF8.GetBytes(content switch
    {
        0 => $$$"""{"timestamp":"2026-11-01T04:25:{{{i % 60:d2}}}.898511Z","level":"INFO","service":"s{{{i % 3}}}","message":"user{{{i:d5}}} took {{{i * 7 % 90}}} ms","metadata":{"id":"{{{i * 77777777L:x16}}}","n":{{{i}}},"path":"/a/{{{i % 9}}}"}}""",
        1 => $"2026-11-01 04:25:{i % 60:d2},898 [worker-{i % 7}] WARN retry {i % 5} of 5 failed for host-{i * 7919 % 1000:x}.example\r",
        6 => (i % 4) switch { 0 => $"GET /{(char)('a' + i % 26)}/{i * 31 % 977} 1.1 in {i % 90:d3} ms", 1 => $"hit {i}", 2 => $"user{i * 7 % 300:d5} left {(i % 5 == 0 ? "early" : "late")}", _ => $"{i * 77777777L:x16} {(char)('a' + i % 7)} done" },
        7 => $"{(char)('a' + i % 9)} from 10.{i * 31 % 7}.{i * 17 % 37}.{i * i % 5} for user{i * i * 7 % 200:d5} in {1 << i % 24} ms",
        _ => (i % 4) switch { 0 => $"line {i}\n  at place{i}", 1 => $"\u001b[31mred {i}\u001b[0m", 2 => $"level=info n={i} msg=\"a {i}\"", _ => new string((char)('a' + i % 26), i % 50) },
    }))];
}
