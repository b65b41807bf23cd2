using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Control;

/// <summary>
/// Serves the control of an emulator over HTTP, below <c>/_emulator</c>. <c>control.yaml</c> describes it. It is built with the first
/// request, so that an emulator that nobody controls starts no later.
/// </summary>
internal sealed class ControlServer
{
    public const string Root = "/_emulator";

    private readonly ApiEmulator _emulator;
    private readonly EmulatorHost _host;
    private readonly Lazy<RequestDelegate> _pipeline;
    private IReadOnlyList<RouteEndpoint> _endpoints = [];

    /// <param name="emulator">The emulator.</param>
    /// <param name="host">Its parts.</param>
    /// <param name="app">Makes the pipeline; its services have routing.</param>
    public ControlServer(ApiEmulator emulator, EmulatorHost host, IApplicationBuilder app)
    {
        _emulator = emulator;
        _host = host;
        _pipeline = new Lazy<RequestDelegate>(() => Build(app.New()));
    }

    /// <summary>The routes that the description describes; a test compares both.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints
    {
        get
        {
            _ = _pipeline.Value;
            return _endpoints;
        }
    }

    /// <summary>Returns true if the request is one to the control and not to the API.</summary>
    public static bool Serves(HttpContext context) => context.Request.Path.StartsWithSegments(Root);

    public Task InvokeAsync(HttpContext context) => _pipeline.Value(context);

    private RequestDelegate Build(IApplicationBuilder app)
    {
        app.Use(new ControlGuard(_host.Options).InvokeAsync);
        app.Use(ControlProblem.HandleAsync);
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            var control = routes.MapGroup(Root);
            HealthEndpoints.Map(control, _emulator);
            StateEndpoints.Map(control, _emulator, _host);
            ClockEndpoints.Map(control, _emulator.Clock);
            FaultEndpoints.Map(control, _emulator);
            SeedEndpoints.Map(control, _emulator);
            var context = new ControlContext(_emulator, _host);
            RequestEndpoints.Map(control, context);
            DeliveryEndpoints.Map(control, context);
            RecordEndpoints.Map(control, context);
            LiveStream.Map(control, context);
            PageEndpoints.Map(control);
            _endpoints =
            [
                .. routes
                    .DataSources.SelectMany(source => source.Endpoints)
                    .OfType<RouteEndpoint>()
                    .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null),
            ];
        });
        app.Run(static context => ControlProblem.WriteAsync(context, 404, ControlProblem.NoRoute));
        return app.Build();
    }
}
