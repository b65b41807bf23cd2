using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>Adds the access token to each attempt, so that a token that was rotated meanwhile is used at once.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    private readonly string _name;
    private readonly string _prefix;
    private readonly string? _value;
    private readonly Func<CancellationToken, ValueTask<string>>? _provider;

    public AuthenticationHandler(
        string name,
        string prefix,
        string? token,
        Func<CancellationToken, ValueTask<string>>? provider,
        HttpMessageHandler inner
    )
        : base(inner)
    {
        _name = name;
        _prefix = prefix;
        _provider = provider;

        // The token was checked with the options, so the parsers of typed headers need not be loaded for it.
        _value = provider is null ? prefix + token : null;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_value is null)
        {
            return SendWithProviderAsync(request, cancellationToken);
        }

        request.Headers.TryAddWithoutValidation(_name, _value);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendWithProviderAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrEmpty(token) || !HeaderText.IsToken(token))
        {
            throw new ApiConfigurationException([
                "AccessTokenProvider returned a token that is empty, or that contains a character that a header cannot carry.",
            ]);
        }

        request.Headers.TryAddWithoutValidation(_name, _prefix + token);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _provider!(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or HttpRequestException or IOException or ApiException))
        {
            throw new TokenProviderFailure(exception);
        }
    }
}

/// <summary>Carries an exception of the user's token provider through the handlers unchanged.</summary>
internal sealed class TokenProviderFailure(Exception exception) : Exception("The token provider failed.", exception);
