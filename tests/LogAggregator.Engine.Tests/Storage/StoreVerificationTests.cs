using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class StoreVerificationTests
{
    [Fact]
    public async Task EveryFlippedBitOfASegmentIsFound()
    {
        var directory = new MemoryDirectory();
        await using (var store = StoreFixture.Open(directory))
        {
            for (var i = 0; i < 30; i++) await store.AppendAsync(StoreFixture.Batch((i, $"{{\"message\":\"line {i}\"}}"), (i, $"plain {i}")));
            await store.SealAsync();
        }

        var whole = StoreVerification.Run(directory, _ => { });
        Assert.Equal((60, 0), (whole.Records, whole.DamagedPlaces));
        const string Segment = "segment-0000000001.seg";
        using var file = directory.Open(Segment);
        for (var at = 0; at < file.Length; at++)
        {
            Flip(file, at);
            var told = new List<string>();
            Assert.True(StoreVerification.Run(directory, told.Add).DamagedPlaces > 0, $"byte {at} of {file.Length}");
            Assert.Contains(told, sentence => sentence.Contains(Segment + ": DAMAGED", System.StringComparison.Ordinal));
            Flip(file, at);
        }
    }

    static void Flip(LogAggregator.Engine.Storage.Files.IStorageFile file, long at)
    {
        var one = new byte[1];
        file.Read(at, one);
        one[0] ^= 16;
        file.Write(at, one);
    }
}
