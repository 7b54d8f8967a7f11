using System;
using System.Linq;
using CsCheck;
using LogAggregator.Engine.Storage.Columns;
using LogAggregator.Engine.Storage.Tokens;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage.Tokens;

public sealed class TokenFilterTests
{
    [Fact]
    public void NoTokenIsEverMissed() => Gen.Select(Gen.ULong.Array[0, 3000], Gen.Int[0, 4000]).Sample((hashes, maxBytes) =>
    {
        var tokens = hashes.Distinct().ToArray();
        var filter = Reopened(new TokenFilterBuilder().Build(tokens, maxBytes));
        Assert.All(tokens, token => Assert.True(filter.MayHave(token)));
    }, iter: 300);

    [Theory]
    [InlineData(0, 8, 0)]
    [InlineData(1, 8, 0.02)]
    [InlineData(100, 8, 0.02)]
    [InlineData(20_000, 8, 0.006)]
    [InlineData(20_000, 6, 0.02)]
    [InlineData(20_000, 4, 0.08)]
    public void OtherTokensAreSeldomTakenForOnes(int count, int bits, double mostOften)
    {
        var random = new Random(count);
        var tokens = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64()).Distinct().ToArray();
        var filter = Reopened(new TokenFilterBuilder().Build(tokens, FuseLayout.For(count).Slots * bits / 8 + 1));
        const int Asked = 20_000;
        var taken = Enumerable.Range(0, Asked).Count(_ => filter.MayHave((ulong)random.NextInt64()));
        Assert.InRange(taken / (double)Asked, 0, mostOften);
    }

    [Fact]
    public void AFilterHasTheBitsThatFit()
    {
        var tokens = Enumerable.Range(1, 10_000).Select(i => (ulong)i * 0x9E37_79B9_7F4A_7C15).ToArray();
        Assert.InRange(new TokenFilterBuilder().Build(tokens, 100_000).Size, 10_000, 13_000);
        Assert.InRange(new TokenFilterBuilder().Build(tokens, 8_000).Size, 6_500, 8_001);
        Assert.InRange(new TokenFilterBuilder().Build(tokens, 10).Size, 5_000, 6_500);
    }

    [Fact]
    public void AFilterCutShortIsCorrupt()
    {
        var writer = new ChunkWriter(1);
        new TokenFilterBuilder().Build([1, 2, 3], 100).Encode(writer);
        var chunk = writer.Written.ToArray();
        for (var length = 0; length < chunk.Length; length++) Assert.Throws<CorruptBlockException>(() => TokenFilter.Decode(chunk.AsMemory(0, length)));
    }

    static TokenFilter Reopened(TokenFilter filter)
    {
        var writer = new ChunkWriter(1);
        filter.Encode(writer);
        return TokenFilter.Decode(writer.Written.ToArray());
    }
}
