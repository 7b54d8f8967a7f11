using System;
using System.Linq;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Query.Execution.Blocks;
using LogAggregator.Engine.Query.Execution.Text;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

/// <summary>What a column finds by its encoding is held against a look at each of its values.</summary>
public class ColumnFindTests
{
    static readonly Gen<string> Hex = Gen.Char["0123456789abcdef"].Array[9].Select(c => new string(c));

    static readonly Gen<string> Uuid = Gen.Char["0123456789ABCDEF"].Array[32].Select(c => string.Concat(c.Select((d, i) => i is 8 or 12 or 16 or 20 ? $"-{d}" : $"{d}")));

    /// <summary>Columns of each encoding, and of encodings inside others.</summary>
    static readonly Gen<string[]> AnyColumn = Gen.OneOf(
        Hex.Array[1, 40],
        Gen.Char["0123456789abcdef"].Array[8].Select(c => new string(c)).Array[1, 40],
        Uuid.Array[1, 40],
        Hex.Select(hex => $"0HN{hex}").Array[1, 40],
        Hex.Array[1, 10].Select(ids => Enumerable.Range(0, 60).Select(i => ids[i * i % ids.Length]).ToArray()),
        Gen.Select(Hex, Gen.Int[0, 99], Gen.Char["ab1n"].Array[0, 3]).Select((hex, number, word) => $"req {hex} a{number}b of {new string(word)} took {number} ms").Array[8, 60],
        Gen.Select(Hex, Gen.Int[0, 99]).Select((hex, number) => $"C:\\\\new{number} failed\\n at {hex}\\n at {hex[..4]}{number}\\n").Array[8, 60],
        Gen.Char["ab01n\\-"].Array[0, 6].Select(c => new string(c)).Array[1, 40],
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 2]).Select((number, word) => $"{(char)('a' + word)} from 10.0.{word}.{number} to 1.2.3.4").Array[8, 60],
        Gen.Int[0, 200].Select(i => $"{i}").Array[1, 40],
        Gen.Int[0, 200].Select(i => $"2026-11-01T04:25:09.{i:d3}Z").Array[1, 40]);

    /// <summary>A part of one of the values, in some case, maybe with a byte more.</summary>
    static readonly Gen<(string[] Values, string Needle)> AnySearch =
        Gen.Select(AnyColumn, Gen.Int[0, 1000], Gen.Int[0, 60], Gen.Int[1, 12], Gen.Int[0, 5]).Select((values, row, from, length, change) =>
        {
            var value = values[row % values.Length];
            var start = value.Length == 0 ? 0 : from % value.Length;
            var part = value.Substring(start, Math.Min(length, value.Length - start));
            return (values, change switch { 0 => part.ToUpperInvariant(), 1 => part + "0", 2 => "a" + part, _ => part });
        });

    [Fact]
    public void AColumnFindsWhatALookAtEachValueFinds() => Gen.Select(AnySearch, Gen.Bool).Sample((search, wholeWords) =>
    {
        if (search.Needle.Length == 0) return;
        var test = new TextTest(search.Needle, TextFinder.For(search.Needle), wholeWords);
        var (column, _) = Encoded(search.Values);
        var hits = new RowSet(search.Values.Length);
        column.Find(test, hits);
        Assert.Equal(search.Values.Select(value => test.Accepts(Encoding.UTF8.GetBytes(value))), Enumerable.Range(0, hits.Count).Select(row => hits[row]));
    }, iter: 20_000);

    [Fact]
    public void NoValueThatHoldsANeedleIsLeftOut() => AnySearch.Sample((values, needle) =>
    {
        if (needle.Length == 0) return;
        var holders = new RowSet(values.Length);
        Encoded(values).Column.AddHolders(new Needle(Encoding.UTF8.GetBytes(needle)), holders);
        for (var row = 0; row < values.Length; row++)
            if (values[row].Contains(needle, StringComparison.OrdinalIgnoreCase)) Assert.True(holders[row], $"{values[row]} has {needle}");
    }, iter: 10_000);

    [Theory]
    [InlineData("1234567", 0b11)] // From the high half of a byte, and from a low one.
    [InlineData("234567", 0b11)]
    [InlineData("678", 0b11)]
    [InlineData("789", 0b01)] // To the last digit, which is alone in its byte.
    [InlineData("123456789", 0b01)]
    [InlineData("12345678a", 0b00)]
    [InlineData("7890", 0b00)] // The half of a byte behind the last digit is none.
    [InlineData("9f1", 0b00)] // Across the end of a value.
    [InlineData("F12", 0b10)]
    public void PackedDigitsAreFoundWhereverTheyBegin(string needle, int expected)
    {
        var (column, kind) = Encoded(["123456789", "f12345678"]);
        Assert.Equal(ColumnKind.Hex, kind);
        var holders = new RowSet(2);
        column.AddHolders(new Needle(Encoding.UTF8.GetBytes(needle)), holders);
        Assert.Equal(expected, (holders[0] ? 1 : 0) | (holders[1] ? 2 : 0));
    }

    static (Column Column, ColumnKind Kind) Encoded(string[] values)
    {
        var list = new ValueList();
        foreach (var value in values) list.Add(Encoding.UTF8.GetBytes(value));
        var writer = new ChunkWriter(values.Length % 2 == 0 ? 1 : 12);
        ColumnCodec.Encode(list, writer);
        return (ColumnCodec.Decode(new ChunkReader(writer.Written.ToArray()), list.Count), (ColumnKind)writer.Written[0]);
    }
}
