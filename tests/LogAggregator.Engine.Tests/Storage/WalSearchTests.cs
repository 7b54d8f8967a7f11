using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Storage.Encoding;
using LogAggregator.Engine.Storage.Wal;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>Where a frame is not whole the next one is looked for: among bytes that senders chose, and however many there are.</summary>
public sealed class WalSearchTests
{
    const string Wal = "wal-0000000001.log";
    const int SaltAt = 36;
    const ulong OwnSalt = 0x1122334455667788;

    /// <summary>The last column shows that nothing but the salt protects: who knows it gets a record in.</summary>
    [Theory]
    [InlineData(true, false, "before")]
    [InlineData(true, true, "before forged")]
    [InlineData(false, false, "before after")]
    [InlineData(false, true, "before forged after")]
    public async Task AFrameInsideOfALineIsTakenOnlyWithTheSaltOfTheFile(bool torn, bool saltIsKnown, string expected)
    {
        var directory = new MemoryDirectory();
        await using var store = StoreFixture.Open(directory);
        await store.AppendDurableAsync(StoreFixture.Batch((1, "before")));
        var salt = BinaryPrimitives.ReadUInt64LittleEndian(directory.Bytes(Wal).AsSpan(SaltAt));
        var start = directory.Bytes(Wal).Length;
        await store.AppendDurableAsync(BatchOf(Frame(salt + (saltIsKnown ? 0 : 1ul), 2, "forged", long.MaxValue)));
        var end = directory.Bytes(Wal).Length;
        await store.AppendDurableAsync(StoreFixture.Batch((9, "after")));

        var bytes = directory.Bytes(Wal);
        if (torn) bytes = bytes[..(end - 1)];
        else bytes[start + WalFrame.HeadLength + 1] ^= 1;
        await using var again = StoreFixture.Open(MemoryDirectory.Of(new Dictionary<string, byte[]>(directory.AfterKill()) { [Wal] = bytes }));
        Assert.Equal(expected.Split(' '), await again.LinesAsync());
    }

    [Fact]
    public void AnOldFrameInANewPlaceIsDamage()
    {
        var file = Start();
        Add(file, OwnSalt, 1, "a", 0);
        Add(file, OwnSalt, 2, "b", 0);
        Add(file, OwnSalt, 1, "a", 0);
        var (result, lines) = Replay(new CountedFile(file.Written.ToArray()));
        Assert.Equal(["a", "b"], lines);
        Assert.Equal(1, result.Damaged);
    }

    [Fact]
    public void AFileWithoutItsBeginningStillGivesItsFrames()
    {
        var file = Start();
        for (var i = 1ul; i <= 4; i++) Add(file, OwnSalt, i, $"line {i}", file.Length);
        var bytes = file.Written.ToArray();
        Array.Clear(bytes, 0, WalHeader.Length + 20);
        var (result, lines) = Replay(new CountedFile(bytes));
        Assert.Equal(["line 2", "line 3", "line 4"], lines);
        Assert.Equal((null, OwnSalt, 2), (result.Header, result.Salt, result.Damaged));
    }

    [Theory]
    [InlineData("zeros")]
    [InlineData("noise")]
    [InlineData("frames of another file")]
    [InlineData("own frames without an end")]
    [InlineData("every second own frame rotten")]
    public void SearchingReadsEachByteAFewTimesOnly(string garbage)
    {
        var file = Start();
        Add(file, OwnSalt, 1, "first", 0);
        Fill(file, garbage);
        var counted = new CountedFile(file.Written.ToArray());
        var (_, lines) = Replay(counted);
        Assert.Equal("first", lines[0]);
        Assert.InRange(counted.BytesRead, counted.Length, counted.Length * 4);
    }

    static void Fill(ByteWriter file, string garbage)
    {
        const int Length = 8 * 1024 * 1024;
        var noise = new byte[1_000];
        new Random(7).NextBytes(noise);
        for (var number = 2ul; file.Length < Length; number++)
        {
            var start = file.Length;
            if (garbage == "zeros") file.Reserve(Length).Clear();
            else if (garbage == "noise") file.Bytes(noise);
            else Add(file, garbage == "frames of another file" ? OwnSalt + 1 : OwnSalt, number, $"line {number}", start);

            // A length that reaches nearly to the file's end, or a payload that is not what it was.
            if (garbage == "own frames without an end") file.At(start + 10, 1)[0] |= 0x7F;
            if (garbage == "every second own frame rotten" && number % 2 == 0) file.At(start + WalFrame.HeadLength, 1)[0] ^= 1;
        }
    }

    static ByteWriter Start()
    {
        var file = new ByteWriter();
        new WalHeader(1, 1, 0, OwnSalt).Encode(file);
        return file;
    }

    static byte[] Frame(ulong salt, ulong sequence, string line, long synced)
    {
        var writer = new ByteWriter();
        Add(writer, salt, sequence, line, synced);
        return writer.Written.ToArray();
    }

    static void Add(ByteWriter file, ulong salt, ulong sequence, string line, long synced)
    {
        var frame = WalFrame.Begin(file);
        WalPayload.EncodeBatch(BatchOf(Encoding.UTF8.GetBytes(line)), sequence, 0, file);
        WalFrame.Finish(file, frame, salt, synced);
    }

    static RecordBatch BatchOf(byte[] line)
    {
        var batch = new RecordBatch();
        batch.Add(StoreFixture.Source(1), 5, 5, Level.Info, RecordFlags.None, line);
        return batch;
    }

    static (WalReplayResult Result, List<string> Lines) Replay(CountedFile file)
    {
        var lines = new List<string>();
        var result = WalReplay.Run(file, isLast: true, (in content, batch) => lines.Add(Encoding.UTF8.GetString(batch.LineAt(0))));
        return (result, lines);
    }
}
