using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class SelfContainerTests
{
    const string Id = "3f0b5c1d2e4a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0";
    const string Other = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    [Theory]
    [InlineData($"712 701 254:1 /var/lib/docker/containers/{Id}/hostname /etc/hostname rw,relatime - ext4 /dev/vda1 rw")]
    [InlineData($"712 701 254:1 /var/lib/docker/containers/{Other}/hostname /mnt/x rw - ext4 /dev/vda1 rw\n713 701 254:1 /data/containers/{Id}/resolv.conf /etc/resolv.conf rw - ext4 /dev/vda1 rw\n")]
    [InlineData($"9 8 0:42 /containers/overlay-containers/{Id}/userdata/hostname /etc/hostname rw,nosuid - tmpfs tmpfs rw")]
    public void TheMountOfTheHostNameNamesTheContainer(string mountInfo) => Assert.Equal(Id, SelfContainer.Find(mountInfo, "", ""));

    [Theory]
    [InlineData($"12:pids:/docker/{Id}\n11:cpu:/docker/{Id}\n")]
    [InlineData($"0::/system.slice/docker-{Id}.scope\n")]
    [InlineData($"0::/user.slice/user-1000.slice/libpod-{Id}.scope/container\n")]
    [InlineData($"4:memory:/docker/{Other}/docker/{Id}\n")]
    public void TheControlGroupNamesIt(string cgroup) => Assert.Equal(Id, SelfContainer.Find("", cgroup, "host"));

    [Fact]
    public void AShortIdAsHostNameIsTakenWhereTheFilesSayNothing()
        => Assert.Equal("3f0b5c1d2e4a", SelfContainer.Find("22 1 0:5 / / rw - overlay overlay rw", "0::/\n", "3f0b5c1d2e4a"));

    [Theory]
    [InlineData("", "", "")]
    [InlineData("22 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw", "0::/user.slice/session-3.scope", "workstation")]
    [InlineData($"22 1 254:1 /var/lib/docker/overlay2/{Id}/merged / rw - ext4 /dev/vda1 rw", "", "deadbeefcafe0")]
    [InlineData("garbage", "garbage", "DEADBEEFCAFE")]
    public void OutsideOfAContainerThereIsNone(string mountInfo, string cgroup, string hostName)
        => Assert.Null(SelfContainer.Find(mountInfo, cgroup, hostName));
}
