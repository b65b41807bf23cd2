using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>The bodies of a request and its response as far as they are kept, and what is read from them when somebody asks.</summary>
/// <param name="checker">Finds violations of the contract; null for routes beside the API.</param>
/// <param name="mask">Shows bodies without secrets.</param>
/// <param name="request">The request.</param>
/// <param name="body">Its body; null if it was not read.</param>
/// <param name="response">The response; null if there is none that may be kept.</param>
internal sealed class LoggedContent(
    ContractChecker? checker,
    BodyMask mask,
    CheckedRequest request,
    byte[]? body,
    EmulatorResponse? response
)
{
    /// <summary>The largest body that is kept.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly int _requestBytes = body?.Length ?? 0;
    private readonly int _responseBytes = response?.SentBody.Length ?? 0;
    private readonly List<KeyValuePair<string, string>>? _responseHeaders = response?.Headers;
    private readonly string? _responseType = response?.ContentType;

    // Read and dropped on different threads.
    private volatile byte[]? _sent = body is { Length: <= MaxBytes } ? body : null;
    private volatile byte[]? _received = response?.SentBody is { Length: > 0 and <= MaxBytes } received ? received : null;
    private volatile IReadOnlyList<ContractViolation>? _violations;

    /// <summary>Number of bytes that are kept.</summary>
    public int Size => (_requestBytes <= MaxBytes ? _requestBytes : 0) + (_responseBytes <= MaxBytes ? _responseBytes : 0);

    public IReadOnlyList<ContractViolation>? Violations
    {
        get => _violations ??= checker?.Check(request, _sent) ?? [];
        init => _violations = value;
    }

    public LoggedBody? Request => Show(_sent, _requestBytes, request.ContentType);

    public LoggedBody? Response => Show(_received, _responseBytes, _responseType);

    public IReadOnlyDictionary<string, string> ResponseHeaders
    {
        get
        {
            var headers = (_responseHeaders ?? [])
                .Select(header => KeyValuePair.Create(header.Key, mask.IsSecret(header.Key) ? BodyMask.Redacted : header.Value))
                .ToList();
            if (_responseType is not null)
            {
                headers.Add(KeyValuePair.Create("Content-Type", _responseType));
            }

            return new HeaderList([.. headers]);
        }
    }

    /// <summary>Forgets the bodies, because later ones need the space.</summary>
    public void Drop()
    {
        _sent = _requestBytes == 0 ? _sent : null;
        _received = null;
    }

    private LoggedBody? Show(byte[]? bytes, int length, string? contentType) =>
        length == 0 ? null : new LoggedBody(length, contentType, bytes is null ? null : mask.Show(bytes, contentType));
}
