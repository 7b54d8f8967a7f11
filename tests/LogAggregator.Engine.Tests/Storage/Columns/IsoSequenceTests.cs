using System;
using System.Text;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Columns;

public sealed class IsoSequenceTests
{
    static readonly Gen<IsoSpelling> Spelling = Gen.Select(Gen.Bool, Gen.Int[0, 9], Gen.Bool, (t, digits, zulu) => new IsoSpelling((byte)(t ? 'T' : ' '), digits, zulu));

    /// <summary>Times near one another, on both sides of 1970 and of the ends of minutes.</summary>
    static readonly Gen<long[]> Seconds = Gen.Select(Gen.Long[-3_000_000_000, 3_000_000_000], Gen.Int[-130, 130].Array[1, 30], (start, steps) => Array.ConvertAll(steps, step => start + step));

    [Fact]
    public void NeighboursAreWrittenAndReadAsEachAlone() => Gen.Select(Spelling, Seconds, Gen.Long[0, 999_999_999]).Sample((spelling, seconds, fraction) =>
    {
        var (writer, reader) = (new IsoSequence(spelling), new IsoSequence(spelling));
        var alone = new byte[IsoSpelling.MaxLength];
        foreach (var second in seconds)
        {
            var units = (second * 1_000_000_000 + fraction) / spelling.NsPerUnit;
            var text = alone.AsSpan(0, spelling.Format(units, alone));
            Assert.Equal(Encoding.UTF8.GetString(text), Encoding.UTF8.GetString(writer.Format(units)));
            Assert.True(reader.TryParse(text, out var read));
            Assert.Equal(units, read);
        }
    });

    [Fact]
    public void WhatIsNoTimeAloneIsNoneBehindAnother() => Gen.Select(Gen.Int[0, 26], Gen.Byte).Sample((at, value) =>
    {
        Assert.True(IsoSpelling.TryFind("2026-11-01T04:25:09.898511Z"u8, out var spelling));
        var sequence = new IsoSequence(spelling);
        Assert.True(sequence.TryParse("2026-11-01T04:25:10.000000Z"u8, out _));
        var text = "2026-11-01T04:25:09.898511Z"u8.ToArray();
        text[at] = value;
        var isTime = spelling.TryParse(text, out var alone);
        Assert.Equal(isTime, sequence.TryParse(text, out var behind));
        if (isTime) Assert.Equal(alone, behind);
    });
}
