using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogAggregator.Collect.Docker.Engine;

/// <summary>
/// Certificates for a TLS endpoint, laid out as the docker command does: <c>ca.pem</c> (who may vouch for the engine; the
/// system's authorities if absent), <c>cert.pem</c> and <c>key.pem</c> (who we are; both or neither). The engine's
/// certificate is always verified: who poses as the engine would write our history.
/// </summary>
/// <param name="Authorities">Null for the system's own.</param>
/// <param name="ClientCertificate">Null if the engine asks for none.</param>
sealed record DockerTls(X509Certificate2Collection? Authorities, X509Certificate2? ClientCertificate)
{
    /// <summary>Reads the settings; null and no problem where neither is set.</summary>
    /// <param name="directory">DOCKER_CERT_PATH, empty if not set.</param>
    /// <param name="verify">DOCKER_TLS_VERIFY; anything but empty, 0 and false asks for TLS even without DOCKER_CERT_PATH.</param>
    /// <param name="problem">Null, or which file cannot be used and why.</param>
    public static DockerTls? Load(string directory, string verify, out string? problem)
    {
        problem = null;
        if (directory.Length == 0)
            return verify is "" or "0" or "false" ? null : new DockerTls(null, null);
        if (!Directory.Exists(directory))
        {
            problem = $"DOCKER_CERT_PATH '{directory}' is not a directory; it must hold ca.pem, cert.pem and key.pem.";
            return null;
        }
        return TryLoadAuthorities(Path.Combine(directory, "ca.pem"), out var authorities, out problem)
            && TryLoadClient(Path.Combine(directory, "cert.pem"), Path.Combine(directory, "key.pem"), out var client, out problem)
            ? new DockerTls(authorities, client)
            : null;
    }

    public SslClientAuthenticationOptions ToOptions()
    {
        var options = new SslClientAuthenticationOptions { CertificateRevocationCheckMode = X509RevocationMode.NoCheck };
        if (ClientCertificate is not null)
            options.ClientCertificates = [ClientCertificate];
        if (Authorities is not null)
            options.CertificateChainPolicy = OwnAuthorities(Authorities);
        return options;
    }

    static X509ChainPolicy OwnAuthorities(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    static bool TryLoadAuthorities(string path, out X509Certificate2Collection? authorities, [NotNullWhen(false)] out string? problem)
    {
        authorities = null;
        problem = null;
        if (!File.Exists(path))
            return true;
        var read = new X509Certificate2Collection();
        if (!TryRead(path, () => read.ImportFromPemFile(path), out problem))
            return false;
        if (read.Count == 0)
            problem = $"'{path}' holds no certificate (-----BEGIN CERTIFICATE-----).";
        authorities = read;
        return problem is null;
    }

    static bool TryLoadClient(string certificate, string key, out X509Certificate2? client, [NotNullWhen(false)] out string? problem)
    {
        X509Certificate2? read = null;
        client = null;
        problem = (File.Exists(certificate), File.Exists(key)) switch
        {
            (true, false) => $"'{key}' is missing: the key of cert.pem beside it.",
            (false, true) => $"'{certificate}' is missing: the certificate of key.pem beside it.",
            _ => null,
        };
        if (problem is not null)
            return false;
        if (File.Exists(certificate) && !TryRead(
            $"{certificate}' with '{key}", () => read = X509Certificate2.CreateFromPemFile(certificate, key), out problem))
            return false;
        client = read;
        return true;
    }

    static bool TryRead(string files, Action read, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        try
        {
            read();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problem = $"'{files}' cannot be read: {exception.Message}";
        }
        return problem is null;
    }
}
