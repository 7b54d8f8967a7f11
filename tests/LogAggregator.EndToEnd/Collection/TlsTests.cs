using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>An engine that is reached over TCP, where both sides prove who they are with certificates.</summary>
public sealed class TlsTests
{
    const int Limit = 240_000;

    [Theory(Timeout = Limit)]
    [InlineData(EngineKind.Old)]
    [InlineData(EngineKind.New)]
    public async Task LinesAreCollectedOverTlsAndAWrongCertificateIsToldInHealth(EngineKind kind)
    {
        TestEnvironment.SkipWithoutEngines();
        var certificates = await Certificates.MakeAsync();
        var port = FreePort.Next();
        await using var daemon = await DockerDaemon.StartAsync(kind, tls: new DaemonTls(port, certificates));
        var endpoint = string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{port}");
        await daemon.Docker.RunAsync("encrypted", Scripts.ThenOnSignal("seq 1 1000", "seq 1001 2000; sleep 100000"));
        await using (var service = await ServiceProcess.StartAsync(endpoint, "DOCKER_CERT_PATH=" + certificates.Folder))
        {
            await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("encrypted"), 1000));
            await daemon.Docker.CallAsync("exec", "encrypted", "touch", "/tmp/go");
            await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("encrypted"), 2000));
            await Eventually.IsTrueAsync(async () => (string?)(await service.Api.GetAsync("health"))["status"] == "healthy", "it is not healthy");
        }

        var others = await Certificates.MakeAsync();
        await IsRefusedAsync(endpoint, others.Folder, "ca.pem");
        File.Copy(certificates.At("ca.pem"), others.At("ca.pem"), overwrite: true);
        await IsRefusedAsync(endpoint, others.Folder, "cert.pem");
    }

    /// <summary>The health check names the engine and the file that is the matter.</summary>
    static async Task IsRefusedAsync(string endpoint, string folder, string file)
    {
        await using var service = await ServiceProcess.StartAsync(endpoint, "DOCKER_CERT_PATH=" + folder);
        await Eventually.HoldsAsync(async () =>
        {
            var health = await service.Api.GetAsync("health");
            var text = health.ToJsonString();
            return (string?)health["status"] == "degraded" && text.Contains(endpoint, StringComparison.Ordinal) && text.Contains(file, StringComparison.Ordinal)
                ? null : text;
        });
    }
}
