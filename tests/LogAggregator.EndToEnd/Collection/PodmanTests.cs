using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>Podman speaks Docker's API. Its times have whole seconds (docs/operations.md tells what that costs).</summary>
public sealed class PodmanTests
{
    const int Limit = 240_000;

    [Fact(Timeout = Limit)]
    public async Task LinesOfPodmanAreFollowedAndCaughtUpOnce()
    {
        TestEnvironment.SkipWithoutEngines();
        await using var podman = await PodmanService.StartAsync();
        await podman.RunAsync("pod", Scripts.ThenOnSignal("seq 1 500", "seq 501 1000; sleep 100000"));
        await using var service = await ServiceProcess.StartAsync(podman.Endpoint);
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("pod"), 500));
        await service.KillAsync();
        await podman.CallAsync("exec", "pod", "touch", "/tmp/go");
        await service.StartAgainAsync();
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("pod"), 1000));
        await podman.RunAsync("later", "for n in 1 2 3 4 5; do seq $((n*100-99)) $((n*100)); sleep 1; done; sleep 100000");
        await Eventually.HoldsAsync(async () => LineSet.WhatIsWrong(await service.Api.ContainerAsync("later"), 500));
    }
}
