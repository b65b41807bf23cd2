using ClickFunnels.OAuth;
using ClickFunnels.SingleSignOn;
using ClickFunnels.Webhooks;
using ClickFunnels.Workflows;

namespace ClickFunnels.Tests;

/// <summary>Services can be replaced in tests, and everything that they return or throw can be created.</summary>
public sealed class ServiceMockTests
{
    [Test]
    public async Task Code_that_catches_an_OAuthException_can_be_tested()
    {
        using var oauth = new FakeOAuth();

        Assert.That(await MessageAsync(oauth, "code=1"), Is.EqualTo("connected workspace 42"));
        Assert.That(await MessageAsync(oauth, "error=access_denied"), Is.EqualTo("access_denied, try again: True"));

        static async Task<string> MessageAsync(OAuthClient client, string query)
        {
            try
            {
                return "connected workspace " + (await client.CompleteAsync(query, "state", "verifier")).WorkspaceId;
            }
            catch (OAuthException exception)
            {
                return $"{exception.Error}, try again: {exception.IsTransient}";
            }
        }
    }

    [Test]
    public async Task Each_service_can_be_mocked()
    {
        using var oauth = new FakeOAuth();
        using var factory = new FakeFactory();

        Assert.That(oauth.Authorize().State, Is.EqualTo("state"));
        Assert.That((await oauth.GetMetadataAsync()).Issuer, Is.EqualTo("https://accounts.example.com"));
        Assert.That(await factory.ForWorkspaceAsync(1), Is.InstanceOf<FakeClient>());
        Assert.That(new FakeLinks().Create("jane@example.com").Host, Is.EqualTo("example.com"));
        Assert.That(new FakeVerifier().Verify([], null, null).IsValid, Is.True);
        Assert.That(new FakeWorkflow().Preview(new ProductPlan()).Requests, Has.Count.EqualTo(1));
        Assert.That((await new FakeWorkflow().ApplyAsync(new ProductPlan())).ProductId, Is.EqualTo(7));
        Assert.That((await new FakeWorkflow().CompareAsync(new ProductPlan())).IsComplete, Is.True);
    }

    [Test]
    public void Members_that_are_not_overridden_throw()
    {
        using var oauth = new BareOAuth();
        using var factory = new BareFactory();
        Assert.Multiple(() =>
        {
            Assert.That(() => oauth.Authorize(), NotOverridden);
            Assert.That(() => oauth.CompleteAsync("code=1", "state", "verifier"), NotOverridden);
            Assert.That(() => oauth.ExchangeAsync("code", null), NotOverridden);
            Assert.That(() => oauth.RevokeAsync("token"), NotOverridden);
            Assert.That(() => oauth.GetMetadataAsync(), NotOverridden);
            Assert.That(async () => await factory.ForWorkspaceAsync(1), NotOverridden);
            Assert.That(() => new BareLinks().Create("jane@example.com"), NotOverridden);
            Assert.That(() => new BareVerifier().Verify([], null, null), NotOverridden);
            Assert.That(() => new BareWorkflow().Preview(new ProductPlan()), NotOverridden);
            Assert.That(() => new BareWorkflow().ApplyAsync(new ProductPlan()), NotOverridden);
            Assert.That(() => new BareWorkflow().CompareAsync(new ProductPlan()), NotOverridden);
        });
    }

    [Test]
    public void Exceptions_of_the_workflow_can_be_created()
    {
        var result = new ProductWorkflowResult(
            new ProductPlan(),
            [new ProductWorkflowStep("product", ProductWorkflowOutcome.Created, 7)],
            stepCount: 3
        );
        var failure = new ProductWorkflowException(
            "default_variant",
            "updateProductsVariants",
            result,
            null,
            ApiExceptionFactory.Status(503)
        );
        var canceled = new ProductWorkflowCanceledException("default_variant", result);

        Assert.Multiple(() =>
        {
            Assert.That(failure.IsTransient, Is.True);
            Assert.That(failure.Message, Does.Contain("step 2 of 3, 'default_variant'"));
            Assert.That(failure.Result.ProductId, Is.EqualTo(7));
            Assert.That(failure.Result.IsComplete, Is.False);
            Assert.That(failure.Journal, Is.Not.Null);
            Assert.That(canceled.Message, Does.Contain("step 2 of 3, 'default_variant'"));
            Assert.That(
                new InvalidProductPlanException([new ProductPlanProblem("Name", "Set it.")]).Message,
                Does.Contain("1 problem;").And.Contain("Name: Set it.")
            );
            Assert.That(new ProductWorkflowJournalException("in use").Message, Is.EqualTo("in use"));
            Assert.That(new WebhookFormatException("no type").Message, Is.EqualTo("no type"));
        });
    }

    private static NUnit.Framework.Constraints.IResolveConstraint NotOverridden =>
        Throws.TypeOf<NotSupportedException>().With.Message.Contains("created for mocking").And.Message.Contains("override");

    private sealed class FakeOAuth : OAuthClient
    {
        public override OAuthAuthorization Authorize(OAuthFlow flow = OAuthFlow.Installation, params string[] scopes) =>
            new(new Uri("https://accounts.example.com/"), "state", "verifier");

        public override Task<OAuthToken> CompleteAsync(
            string callbackQuery,
            string state,
            string codeVerifier,
            CancellationToken cancellationToken = default
        ) =>
            callbackQuery == "code=1"
                ? Task.FromResult(new OAuthToken { AccessToken = "token", WorkspaceId = 42 })
                : throw new OAuthException("Refused.", "access_denied", isTransient: true);

        public override Task<OAuthServerMetadata> GetMetadataAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new OAuthServerMetadata { Issuer = "https://accounts.example.com" });
    }

    private sealed class FakeFactory : ClickFunnelsClientFactory
    {
        public override ValueTask<ClickFunnelsClient> ForWorkspaceAsync(long workspaceId, CancellationToken cancellationToken = default) =>
            new(new FakeClient());
    }

    private sealed class FakeClient : ClickFunnelsClient;

    private sealed class FakeLinks : CustomerCenterLinks
    {
        public override Uri Create(string emailAddress, Uri? redirectTo = null) => new("https://example.com/");
    }

    private sealed class FakeVerifier : WebhookVerifier
    {
        public override WebhookVerification Verify(ReadOnlySpan<byte> body, string? signature, string? timestamp) =>
            new(WebhookVerificationResult.Valid, DateTimeOffset.UnixEpoch, 0);
    }

    private sealed class FakeWorkflow : ProductWorkflow
    {
        public override ProductWorkflowPreview Preview(ProductPlan plan) =>
            new("digest", [new ProductWorkflowRequest("product", "createProducts", "POST", "/products", "/products", "", null, null)]);

        public override Task<ProductWorkflowResult> ApplyAsync(
            ProductPlan plan,
            IProductWorkflowJournal? journal = null,
            IProgress<ProductWorkflowProgress>? progress = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(new ProductWorkflowResult(plan, [new ProductWorkflowStep("product", ProductWorkflowOutcome.Created, 7)]));

        public override Task<ProductPlanComparison> CompareAsync(
            ProductPlan plan,
            IProductWorkflowJournal? journal = null,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(new ProductPlanComparison("digest", [new ProductPlanStepComparison("product", ProductPlanStepState.Done, 7)]));
    }

    private sealed class BareOAuth : OAuthClient;

    private sealed class BareFactory : ClickFunnelsClientFactory;

    private sealed class BareLinks : CustomerCenterLinks;

    private sealed class BareVerifier : WebhookVerifier;

    private sealed class BareWorkflow : ProductWorkflow;
}
