using System.Collections.Generic;
using System.Text;
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

    [Fact]
    public void TheCaseOfLettersIsNoMatter() => Assert.Equal(HashOf("Req00a1B2"), HashOf("rEQ00A1b2"));

    [Fact]
    public void LongTokensAreKnownByTheirBeginning()
    {
        var long1 = "id1" + new string('x', 300) + "1";
        Assert.Equal(HashOf(long1), HashOf(long1 + "2"));
        Assert.NotEqual(HashOf(long1), HashOf("j" + long1));
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
