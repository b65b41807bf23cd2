namespace ClickFunnels.Emulator.Http;

/// <summary>Routes that a service has beside its API, with a protocol and errors of their own.</summary>
internal interface ISideRoutes
{
    /// <summary>Returns true if the path is one of these routes.</summary>
    bool Serves(string path);

    /// <summary>Responds to a request to one of these routes.</summary>
    EmulatorResponse Handle(HttpRequest request, byte[] body);

    /// <summary>Forgets what was begun, because the records were replaced. The caller holds the store's gate.</summary>
    void Forget();
}
