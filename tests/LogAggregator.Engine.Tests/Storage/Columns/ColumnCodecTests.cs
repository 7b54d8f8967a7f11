using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public class ColumnCodecTests
{
    /// <summary>Values that each encoding takes, and values that it nearly takes.</summary>
    public static TheoryData<string, string[]> Columns => new()
    {
        { "Constant", ["same", "same", "same"] },
        { "Integer", ["0", "7", "-3", "123456789012345678", "99"] },
        { "Integer", [.. Enumerable.Range(1_000_000, 500).Select(i => $"{i * 3}")] },
        { "Text", ["1", "-0", "00"] },
        { "Text", ["+1", "2", "x"] },
        { "Padded", ["007", "100", "000", "999"] },
        { "Hex", ["deadbeef00", "0123456789", "ffffffffff"] },
        { "Hex", ["DEADBEEF0", "012345678", "FFFFFFFFF"] },
        { "Hex", ["1b4e28ba-2fa1-11d2-883f-0016d3cca427", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"] },
        { "Affix", ["deadbeef00", "DEADBEEF00"] },
        { "Affix", ["0HN14fa4fdaea", "0HN0000000000", "0HNffffffff00"] },
        { "Dictionary", [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? "GET" : "POST")] },
        { "Dictionary", [.. Enumerable.Range(0, 4000).Select(i => $"trace-{i / 5 * 7919 % 100_003:x8}z{i % 2}")] },
        { "Pooled", [.. Enumerable.Range(0, 600).Select(i => $"{(char)('a' + i % 7)} from 10.{i * 31 % 7}.{i * 17 % 256}.{i % 11}:80 by user{i * i % 50:d5}{(i % 5 == 0 ? " of 1.2.3.4.5 or 300.1.1.1" : "")}")] },
        { "Pooled", [.. Enumerable.Range(0, 400).Select(i => $"GET /{(char)('a' + i % 20)}/{i * i} HTTP/1.1 {(i % 3 == 0 ? 200 : 404)} of {i * 77777L:x8} at {i % 90:d3}")] },
        { "Pooled", [.. Enumerable.Range(0, 100).Select(i => $"user{i:d5} took {i * i} ms of {(i % 2 == 0 ? "reading" : "writing more")}")] },
        { "Time", ["2026-11-01T04:25:09.898511Z", "1969-12-31T23:59:59.999999Z", "2100-02-28T00:00:00.000000Z"] },
        { "Time", ["2026-11-01 04:25:09", "2024-02-29 23:59:59"] },
        { "Affix", ["2026-11-01T04:25:09Z", "2026-02-30T04:25:09Z"] },
        { "Lines", [.. Enumerable.Range(0, 50).Select(i => $"no session {i}\n" + string.Concat(Enumerable.Range(0, 5).Select(f => $"\tat {(char)('a' + (i * 31 + f * 17) % 26)}.call(X.java:{i * f})\n")))] },
        { "Text", ["", "\0", "\0\0", "a\0b"] },
        { "Affix", ["2026-11-01T04:25:09.1234567891", "2026-11-01T04:25:09.1234567892"] },
    };

    /// <summary>Of sealing, and of compaction, which tries more.</summary>
    static readonly int[] Levels = [1, 12];

    [Theory]
    [MemberData(nameof(Columns))]
    public void TakesTheEncodingThatFitsAndGivesTheBytesBack(string kind, string[] values)
    {
        foreach (var level in Levels)
        {
            var list = List(values.Select(Encoding.UTF8.GetBytes));
            var writer = new ChunkWriter(level);
            ColumnCodec.Encode(list, writer);
            Assert.Equal(Enum.Parse<ColumnKind>(kind), (ColumnKind)writer.Written[0]);
            AssertEqual(list, ColumnCodec.Decode(new ChunkReader(writer.Written.ToArray()), list.Count));
        }
    }

    static readonly Gen<byte[]> AnyText = Gen.OneOf(
        Gen.Byte.Array[0, 12],
        Gen.Char["0123456789abcdefXYZ -:.\n\\n\0{}\""].Array[0, 40].Select(c => Encoding.UTF8.GetBytes(c)),
        Gen.Int.Select(i => Encoding.UTF8.GetBytes($"{i}")),
        Gen.Int[0, 300].Select(i => Encoding.UTF8.GetBytes($"from 10.0.{i % 3}.{i} to 1.2.3.4")),
        Gen.Int[0, 99].Select(i => Encoding.UTF8.GetBytes($"call {i:d3} of user{i} failed\n at x{i}\n at y\n")),
        Gen.Const(Encoding.UTF8.GetBytes("2026-11-01T04:25:09.898511Z")));

    [Fact]
    public void AnyValuesComeBackAsTheyWere() => AnyText.Array[0, 60].Sample(values =>
    {
        foreach (var level in Levels)
        {
            var list = List(values);
            var writer = new ChunkWriter(level);
            ColumnCodec.Encode(list, writer);
            var reader = new ChunkReader(writer.Written.ToArray());
            AssertEqual(list, ColumnCodec.Decode(reader, list.Count));
            Assert.Equal(0, reader.Remaining);
        }
    });

    [Fact]
    public void DamagedChunksAreRefusedOrReadButNeverCrash()
    {
        var random = new Random(7);
        foreach (var row in Columns)
        {
            var list = List(row.Data.Item2.Select(Encoding.UTF8.GetBytes));
            var writer = new ChunkWriter(Levels[random.Next(Levels.Length)]);
            ColumnCodec.Encode(list, writer);
            for (var i = 0; i < 300; i++)
            {
                var damaged = writer.Written.ToArray();
                damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
                if (i % 3 == 0) damaged = damaged[..random.Next(damaged.Length)];
                ReadAll(damaged, list.Count);
            }
        }
    }

    static void ReadAll(byte[] chunk, int count)
    {
        try
        {
            var column = ColumnCodec.Decode(new ChunkReader(chunk), count);
            var target = new ValueList();
            for (var i = 0; i < count; i++)
            {
                target.Clear();
                column.AppendTo(i, target);
            }
        }
        catch (CorruptBlockException refused)
        {
            Assert.NotEmpty(refused.Message);
        }
    }

    static ValueList List(IEnumerable<byte[]> values)
    {
        var list = new ValueList();
        foreach (var value in values) list.Add(value);
        return list;
    }

    static void AssertEqual(ValueList expected, Column actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var target = new ValueList();
        for (var i = 0; i < expected.Count; i++)
        {
            target.Clear();
            actual.AppendTo(i, target);
            Assert.Equal(expected[i].ToArray(), target.Bytes.ToArray());
        }

        target.Clear();
        actual.AppendAll(target);
        Assert.Equal(expected.Bytes.ToArray(), target.Bytes.ToArray());
        Assert.Equal(expected.Ends.ToArray(), target.Ends.ToArray());
        AssertRanges(expected, actual);
        Assert.True(actual.Holds(expected, new SpareLists()));
        AssertHoldsNothingElse(expected, actual);
    }

    static void AssertRanges(ValueList expected, Column actual)
    {
        var (target, spare) = (new ValueList(), new SpareLists());
        for (var first = 0; first <= expected.Count; first += 1 + expected.Count / 8)
        {
            for (var count = 0; first + count <= expected.Count; count += 1 + expected.Count / 8)
            {
                target.Clear();
                target.Add("before"u8);
                actual.AppendRange(first, count, target, spare);
                Assert.Equal(Enumerable.Range(first, count).Select(i => Encoding.Latin1.GetString(expected[i])), Enumerable.Range(1, target.Count - 1).Select(i => Encoding.Latin1.GetString(target[i])));
            }
        }
    }

    /// <summary>Any other values: one changed, one longer by what the next one is shorter, one less.</summary>
    static void AssertHoldsNothingElse(ValueList expected, Column actual)
    {
        for (var changed = 0; changed < expected.Count; changed += 1 + expected.Count / 20)
        {
            var values = Enumerable.Range(0, expected.Count).Select(i => expected[i].ToArray()).ToArray();
            Assert.False(actual.Holds(List(values[..changed]), new SpareLists()));
            if (values[changed] is [.., var last])
            {
                values[changed][^1] ^= 1;
                Assert.False(actual.Holds(List(values), new SpareLists()));
                values[changed][^1] = last;
                if (changed + 1 == values.Length) continue;
                values[changed + 1] = [last, .. values[changed + 1]];
                values[changed] = values[changed][..^1];
                Assert.False(actual.Holds(List(values), new SpareLists()));
            }
        }
    }
}
