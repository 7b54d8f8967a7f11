using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using LogAggregator.Collect.Docker.Engine;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Engine;

public sealed class DockerTlsTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("la-tls-").FullName;
    readonly X509Certificate2 _authority = CreateAuthority("CN=authority");

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task BothSidesProveWhoTheyAre()
    {
        WriteFiles(_authority);
        var info = await ConnectAsync();
        Assert.Equal("26.1.5", info.Version);
    }

    [Fact]
    public async Task AServerOfAnotherAuthorityIsRefusedInASentence()
    {
        using var other = CreateAuthority("CN=other");
        WriteFiles(other);
        var exception = await Assert.ThrowsAsync<DockerUnavailableException>(ConnectAsync);
        Assert.StartsWith("TLS with tcp://127.0.0.1:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ca.pem", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Such an engine resets the connection, or sends an alert, after our side of the handshake.</summary>
    [Fact]
    public void ACutConnectionNamesTheClientsCertificate()
    {
        Assert.True(DockerEndpoint.TryParse("tcp://engine:2376", new DockerTls(null, null), out var endpoint, out _));
        var cut = new IOException("cut", new SocketException((int)SocketError.ConnectionReset));
        Assert.Contains("check cert.pem and key.pem in DOCKER_CERT_PATH", Unavailability.Describe(endpoint, cut, _ => null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerWithAnotherNameIsRefused()
    {
        WriteFiles(_authority);
        await Assert.ThrowsAsync<DockerUnavailableException>(() => ConnectAsync("elsewhere.example"));
    }

    [Fact]
    public void WithoutSettingsThereIsNoTls()
    {
        Assert.Null(DockerTls.Load("", "", out var problem));
        Assert.Null(DockerTls.Load("", "0", out _));
        Assert.Null(problem);
    }

    [Fact]
    public void VerifyAloneTrustsTheSystemsAuthorities()
        => Assert.Equal(new DockerTls(null, null), DockerTls.Load("", "1", out _));

    [Fact]
    public void ADirectoryThatIsNotThereIsNamed()
    {
        Assert.Null(DockerTls.Load("/nonexistent", "1", out var problem));
        Assert.Contains("/nonexistent", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key.pem", null)]
    [InlineData("cert.pem", null)]
    [InlineData("key.pem", "garbage")]
    [InlineData("cert.pem", "garbage")]
    [InlineData("ca.pem", "garbage")]
    [InlineData("ca.pem", "-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n")]
    public void AFileThatIsMissingOrDamagedIsNamed(string file, string? content)
    {
        WriteFiles(_authority);
        if (content is null)
            File.Delete(Path.Combine(_directory, file));
        else
            File.WriteAllText(Path.Combine(_directory, file), content);
        Assert.Null(DockerTls.Load(_directory, "1", out var problem));
        Assert.Contains(Path.Combine(_directory, file), problem, StringComparison.Ordinal);
    }

    async Task<EngineInfo> ConnectAsync() => await ConnectAsync("127.0.0.1");

    async Task<EngineInfo> ConnectAsync(string serverName)
    {
        using var issued = Issue("CN=server", serverName);
        // The platform needs a certificate whose key was loaded, not one made in memory.
        using var certificate = X509CertificateLoader.LoadPkcs12(issued.Export(X509ContentType.Pfx), null);
        await using var server = new ScriptedServer(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = static (_, presented, _, _) => presented?.Subject == "CN=client",
        });
        server.Answer("/_ping", 200, "OK", "Api-Version: 1.45\r\n").Answer("/version", 200, """{"Version":"26.1.5"}""");
        var tls = DockerTls.Load(_directory, "1", out var problem);
        Assert.Null(problem);
        Assert.True(DockerEndpoint.TryParse(server.Endpoint, tls, out var endpoint, out _));
        using var engine = new DockerEngine(endpoint, TimeProvider.System);
        return await engine.ConnectAsync(TestContext.Current.CancellationToken);
    }

    void WriteFiles(X509Certificate2 trusted)
    {
        using var client = Issue("CN=client", "client");
        File.WriteAllText(Path.Combine(_directory, "ca.pem"), trusted.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_directory, "cert.pem"), client.ExportCertificatePem());
        using var key = client.GetECDsaPrivateKey();
        File.WriteAllText(Path.Combine(_directory, "key.pem"), key!.ExportPkcs8PrivateKeyPem());
    }

    X509Certificate2 Issue(string subject, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_authority, _authority.NotBefore, _authority.NotAfter, Guid.NewGuid().ToByteArray());
        return issued.CopyWithPrivateKey(key);
    }

    static X509Certificate2 CreateAuthority(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
