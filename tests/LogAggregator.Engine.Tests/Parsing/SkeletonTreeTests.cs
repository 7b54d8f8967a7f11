using System;
using System.Collections.Generic;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Parsing.Json;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class SkeletonTreeTests
{
    static readonly string[] Lines =
    [
        """{"a":"x","b":1}""", """{"a":"x","b":"1"}""", """{"a":"x","b":[1,2]}""", """{"a":"x","b":["1",2]}""", """{"a":"x"}""", """{"a":1}""",
        """{"a":{"b":null,"c":"\"q\" and \\"},"d":-1.5e3}""", """{ "a" : true }""", """{"a":"x" }""", """{"a":"","b":""}""", """{"a":"x","b":[]}""",
    ];

    static readonly Gen<byte[]> AnyLine = Gen.Select(Gen.Int[0, Lines.Length - 1], Gen.Int[0, 60], Gen.Byte, Gen.Bool, (number, at, value, change) =>
    {
        var line = Encoding.UTF8.GetBytes(Lines[number]);
        if (change) line[at % line.Length] = value;
        return line;
    });

    [Fact]
    public void ALineMatchesExactlyTheSkeletonThatSplittingGivesIt() => AnyLine.Array[1, 60].Sample(lines =>
    {
        var tree = new SkeletonTree();
        var known = new List<string>();
        foreach (var line in lines)
        {
            var (skeleton, values) = Split(line);
            var matched = new Range[JsonSkeleton.MaxValues];
            var number = tree.Match(line, matched);
            Assert.Equal(skeleton is null ? -1 : known.IndexOf(skeleton), number);
            if (number >= 0) Assert.Equal(values, matched[..values.Length]);
            if (skeleton is null || number >= 0 || !JsonSkeleton.IsJson(Encoding.Latin1.GetBytes(skeleton))) continue;
            if (tree.TryAdd(Encoding.Latin1.GetBytes(skeleton), known.Count)) known.Add(skeleton);
        }
    });

    [Fact]
    public void KeysWithoutEndAreNotAllTried()
    {
        var tree = new SkeletonTree();
        var added = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (tree.TryAdd(Encoding.UTF8.GetBytes($"{{\"key{i}\":\0}}"), i)) added++;
        }

        Assert.InRange(added, 1, 100);
        Assert.Equal(0, tree.Match("""{"key0":5}"""u8, new Range[JsonSkeleton.MaxValues]));
    }

    static (string? Skeleton, Range[] Values) Split(byte[] line)
    {
        var skeleton = new byte[JsonSkeleton.MaxSkeletonLength];
        var values = new Range[JsonSkeleton.MaxValues];
        return JsonSkeleton.TrySplit(line, skeleton, values, out var length, out var count)
            ? (Encoding.Latin1.GetString(skeleton.AsSpan(0, length)), values[..count])
            : (null, []);
    }
}
