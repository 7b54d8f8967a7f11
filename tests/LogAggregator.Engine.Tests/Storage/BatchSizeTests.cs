using System;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Wal;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

public sealed class BatchSizeTests
{
    [Fact]
    public void TheBoundIsNeverBelowWhatABatchTakes()
    {
        var records = new RandomRecords(3);
        for (var i = 0; i < 50; i++)
        {
            var batch = records.Batch();
            batch.SetPosition("stück", new byte[300]);
            batch.RemovePosition("gone");
            var writer = new ByteWriter();
            WalPayload.EncodeBatch(batch, ulong.MaxValue / 2, long.MaxValue, writer);
            Assert.InRange(writer.Length, 1, WalPayload.MaxLengthOf(batch));
        }
    }

    [Fact]
    public async Task ABatchThatCouldNotBeReadAgainIsRefused()
    {
        await using var store = StoreFixture.Open(new MemoryDirectory());
        var batch = new RecordBatch();
        batch.SetPosition("at", new byte[WalFrame.MaxPayloadLength]);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AppendAsync(batch));
        await store.AppendAsync(StoreFixture.Batch((1, "kept")));
        Assert.Equal(["kept"], await store.LinesAsync());
    }
}
