using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using LogAggregator.Engine.Storage.Tokens;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Tokens;

public sealed class TokenReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no digits whatsoever", "")]
    [InlineData("1234567890 12345678ms 898511234Z 2026-11-01T04:25:09.898511234Z", "")]
    [InlineData("short1 sevenc7 eightch8", "eightch8")]
    [InlineData("trace=4BF92f3577b34da6,span=00f067aa0ba902b7", "4BF92f3577b34da6 00f067aa0ba902b7")]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b810 00c04fd430c8")]
    [InlineData("éuser00001é user_00002 user00003", "user00001 user00003")]
    [InlineData("0HNabc1234:00000007", "0HNabc1234")]
    public void IdsAreTokens(string text, string tokens) => Assert.Equal(tokens, string.Join(' ', TokensOf(text)));

    [Theory]
    [InlineData(50)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(128)]
    public void ATokenMayLieAnywhere(int before)
    {
        var text = new string(' ', before) + "4bf92f3577b34da6" + new string('.', 70) + "Req00a1B2";
        Assert.Equal(["4bf92f3577b34da6", "Req00a1B2"], TokensOf(text));
    }

    /// <summary>Against the definition, taken literally.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(90)]
    [InlineData(600)]
    public void EveryTextHasTheTokensOfTheDefinition(int maxLength)
    {
        var random = new Random(maxLength);
        for (var round = 0; round < 2_000; round++)
        {
            var text = RandomText(random, maxLength);
            var expected = Regex.Matches(text, "[A-Za-z0-9]{8,}").Select(match => match.Value).Where(run => Regex.IsMatch(run, "[A-Za-z].*[0-9]"));
            Assert.Equal(expected, TokensOf(text));
        }
    }

    [Fact]
    public void TheCaseOfLettersIsNoMatter() => Assert.Equal(HashOf("Req00a1B2"), HashOf("rEQ00A1b2"));

    [Fact]
    public void LongTokensAreKnownByTheirBeginning()
    {
        var long1 = "id1" + new string('x', 300) + "1";
        Assert.Equal(HashOf(long1), HashOf(long1 + "2"));
        Assert.NotEqual(HashOf(long1), HashOf("j" + long1));
    }

    /// <summary>Runs of digits, of letters and of other bytes, so that long tokens come up.</summary>
    static string RandomText(Random random, int maxLength)
    {
        var text = new StringBuilder();
        var length = random.Next(maxLength + 1);
        while (text.Length < length)
        {
            var set = (string[])["0123456789", "abcdefABCDEFxyzXYZ09", " _-@[`{/:é"];
            text.Append(random.GetItems<char>(set[random.Next(100) switch { < 30 => 0, < 95 => 1, _ => 2 }], random.Next(1, 9)));
        }

        return text.ToString();
    }

    static List<string> TokensOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new TokenReader(bytes);
        var tokens = new List<string>();
        while (reader.MoveNext()) tokens.Add(Encoding.UTF8.GetString(bytes[reader.Start..reader.End]));
        return tokens;
    }

    static ulong HashOf(string token)
    {
        var reader = new TokenReader(Encoding.UTF8.GetBytes(token));
        Assert.True(reader.MoveNext());
        return reader.Hash();
    }
}
