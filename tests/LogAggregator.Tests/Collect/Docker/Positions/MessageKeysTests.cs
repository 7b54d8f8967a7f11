using LogAggregator.Collect.Docker.Positions;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Positions;

public sealed class MessageKeysTests
{
    const long TimeNs = 1_700_000_000_000_000_000;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void TheSameLineTwiceInARowIsOneWhereTheResponseMayRepeat(bool repeats, bool isOne)
    {
        var keys = new MessageKeys(repeats);
        var first = keys.Next(OutputStream.Stdout, TimeNs, "274\n"u8);
        Assert.Equal(isOne, first == keys.Next(OutputStream.Stdout, TimeNs, "274\n"u8));
        Assert.NotEqual(first, keys.Next(OutputStream.Stdout, TimeNs + 1, "274\n"u8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PartsOfALongLineAreNeverOne(bool repeats)
    {
        var (keys, part) = (new MessageKeys(repeats), new byte[16 * 1024]);
        Assert.NotEqual(keys.Next(OutputStream.Stdout, TimeNs, part), keys.Next(OutputStream.Stdout, TimeNs, part));
    }
}
