using System;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Trouble;

/// <summary>The disk that holds the store fills up and gets room again.</summary>
public abstract class DiskFullCases(SharedEngine engine) : EngineCases(engine)
{
    const string Post = """{"service":"test","level":"INFO","message":"Test log"}""";

    [Fact(Timeout = Limit)]
    public async Task AFullDiskPausesCollectionAndLosesNothing()
    {
        await using var disk = await SmallDisk.MountAsync(64);
        await using var service = await StartServiceAsync("LOG_DIRECTORY=" + disk.Folder, "MIN_FREE_DISK=off");
        await Docker.RunAsync("full", Scripts.ThenOnSignal("seq 1 1000", "seq 1001 60000"));
        await LinesAreThereAsync(service, "full", 1000);
        disk.Fill();
        await Eventually.HoldsAsync(async () =>
        {
            var (status, body) = await service.Api.PostAsync(Post);
            return status == 507 && body.Contains("disk", StringComparison.OrdinalIgnoreCase) ? null : $"POST is answered with {status} {body}";
        });
        await Docker.CallAsync("exec", "full", "touch", "/tmp/go");
        await Docker.WaitAsync("full");
        Assert.InRange(LineSet.Present(await service.Api.ContainerAsync("full")), 1000, 60_000);
        Assert.NotEqual("healthy", (string?)(await service.Api.GetAsync("health"))["status"]);
        disk.Empty();
        await LinesAreThereAsync(service, "full", 60_000);
        await Eventually.IsTrueAsync(async () => (await service.Api.PostAsync(Post)).Status == 201, "POST does not work again");
    }
}

/// <summary>A file system in memory, of a few MiB.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    string Filler => Path.Combine(Folder, "filler");

    public static async Task<SmallDisk> MountAsync(int mebibytes)
    {
        var folder = TestEnvironment.NewFolder("t");
        var mount = await Command.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", folder]);
        Assert.SkipUnless(mount.ExitCode == 0, "tmpfs cannot be mounted here: " + mount.ErrorText);
        return new SmallDisk(folder);
    }

    /// <summary>Leaves no byte.</summary>
    public void Fill()
    {
        var block = new byte[4096];
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Empty() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => await Command.RunAsync("umount", ["-l", Folder]);
}

[Collection(OldEngineTests.Name)]
public sealed class DiskFullOnDocker20(OldEngine engine) : DiskFullCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class DiskFullOnDocker26(NewEngine engine) : DiskFullCases(engine);
