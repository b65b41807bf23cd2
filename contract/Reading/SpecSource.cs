namespace ClickFunnels.Contracts.Reading;

/// <summary>Fetches the bytes of a file or of an address, at most <see cref="MaxBytes"/>.</summary>
internal static class SpecSource
{
    public const int MaxBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    /// <param name="fileOrAddress">A path, or an http(s) address.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="maxBytes">The maximum size.</param>
    /// <param name="timeout">The timeout for a whole download; one minute if null.</param>
    /// <param name="followRedirects">False to refuse addresses that lead to others.</param>
    /// <exception cref="InputException">The file cannot be read or is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        string fileOrAddress,
        CancellationToken cancellationToken,
        int maxBytes = MaxBytes,
        TimeSpan? timeout = null,
        bool followRedirects = true
    )
    {
        var limit = timeout ?? DefaultTimeout;
        try
        {
            if (Address(fileOrAddress) is not { } address)
            {
                return await ReadFileAsync(fileOrAddress, maxBytes, cancellationToken);
            }

            // The timeout of HttpClient covers the headers only; a body may take forever.
            using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patient.CancelAfter(limit);
            return await DownloadAsync(address, maxBytes, followRedirects, patient.Token);
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or HttpRequestException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            throw new InputException(NameOf(fileOrAddress), null, Describe(exception), exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InputException(
                NameOf(fileOrAddress),
                null,
                $"The address did not respond within {limit.TotalSeconds} seconds.",
                exception
            );
        }
    }

    /// <summary>Gets the name to show in output: for an address without user and query, which may be secrets.</summary>
    public static string NameOf(string fileOrAddress) =>
        Address(fileOrAddress) is { } address
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : fileOrAddress;

    /// <summary>Gets the address; null for a path.</summary>
    public static Uri? Address(string fileOrAddress) =>
        Uri.TryCreate(fileOrAddress, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static async Task<ReadOnlyMemory<byte>> ReadFileAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw new InputException(path, null, "Expected a file, but this is a directory.");
        }

        await using var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite,
            1 << 16,
            FileOptions.Asynchronous | FileOptions.SequentialScan
        );
        return await ReadAllAsync(path, stream, maxBytes, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> DownloadAsync(
        Uri address,
        int maxBytes,
        bool followRedirects,
        CancellationToken cancellationToken
    )
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = followRedirects };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("clickfunnels-drift");
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InputException(NameOf(address.AbsoluteUri), null, $"The address returned the status {(int)response.StatusCode}.");
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAllAsync(NameOf(address.AbsoluteUri), stream, maxBytes, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(
        string name,
        Stream stream,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[1 << 16];
        int count;
        while ((count = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + count > maxBytes)
            {
                throw new InputException(name, null, $"The file is larger than {maxBytes / 1024 / 1024} MB.");
            }

            buffer.Write(chunk, 0, count);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static string Describe(Exception exception) =>
        exception switch
        {
            FileNotFoundException or DirectoryNotFoundException => "The file does not exist.",
            UnauthorizedAccessException => "Access to the file is denied.",
            HttpRequestException => $"The address cannot be reached: {exception.Message}",
            _ => exception.Message,
        };
}
