using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ClickFunnels.Cli.Accounts.Doctor;

/// <summary>Checks that a host can be reached: its name, the connection, and TLS.</summary>
internal static class AddressCheck
{
    private const string Name = "network";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Returns the address of the first host that the account needs; null if the library alone knows it.</summary>
    public static Uri? AddressOf(Account account) =>
        account.BaseAddress
        ?? account.Platform switch
        {
            ServicePlatform.ClickFunnels => new Uri("https://accounts.myclickfunnels.com"),
            ServicePlatform.Simvoly => SiteOf(account.Site),
            _ => null,
        };

    public static async Task<DoctorCheck> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        if (HttpClient.DefaultProxy.GetProxy(address) is { } proxy && proxy != address)
        {
            return DoctorCheck.Ok(Name, $"Requests to {address.Host} go through the proxy {proxy.Host}:{proxy.Port}.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return DoctorCheck.Ok(Name, await ConnectAsync(address, limit.Token));
        }
        catch (Exception exception) when (exception is SocketException or AuthenticationException or IOException)
        {
            return Describe(address, exception);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return DoctorCheck.Failed(
                Name,
                $"{address.Host} did not respond within {Limit.TotalSeconds:0} seconds.",
                "Check the firewall and the proxy (HTTPS_PROXY)."
            );
        }
    }

    private static DoctorCheck Describe(Uri address, Exception exception) =>
        exception switch
        {
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
                DoctorCheck.Failed(
                    Name,
                    $"The name {address.Host} has no address.",
                    "Check the name, the DNS server and the connection to the internet."
                ),
            SocketException socket => DoctorCheck.Failed(
                Name,
                $"No connection to {address.Host}, port {address.Port} ({socket.SocketErrorCode}).",
                "Check the firewall and the proxy (HTTPS_PROXY). If it is an emulator, start it."
            ),
            _ => DoctorCheck.Failed(
                Name,
                $"{address.Host} did not agree on TLS, or its certificate is not trusted.",
                "Check the clock of this machine, and if a proxy or virus scanner opens TLS, add its root certificate to the system."
            ),
        };

    private static async Task<string> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken);
        using var client = new TcpClient();
        await client.ConnectAsync(addresses, address.Port, cancellationToken);
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return $"{address.Host}, port {address.Port}, can be reached.";
        }

        await using var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.DnsSafeHost }, cancellationToken);
        var end = secure.RemoteCertificate is X509Certificate2 certificate
            ? $", certificate until {certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            : "";
        return $"{address.Host} can be reached ({secure.SslProtocol}{end}).";
    }

    private static Uri? SiteOf(string? site) =>
        site is null ? null
        : Uri.TryCreate(site.Contains("://", StringComparison.Ordinal) ? site : "https://" + site, UriKind.Absolute, out var address)
            ? address
        : null;
}
