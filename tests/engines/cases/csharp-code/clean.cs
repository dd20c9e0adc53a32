using System.Net;
using Microsoft.Extensions.Configuration;

namespace Acme.Notifications;

public sealed class Mailer(IConfiguration config)
{
    private const string PasswordKey = "Smtp:Password";
    private const string TokenHeader = "X-Auth-Token";
    private const string PasswordPattern = @"^(?=.*\d)(?=.*[a-z]).{8,32}$";

    [DataType(DataType.Password)]
    [Display(Name = "Confirm password")]
    [Compare("Password", ErrorMessage = "The password and confirmation password do not match.")]
    public string ConfirmPassword { get; set; } = string.Empty;

    private readonly string _password = config[PasswordKey] ?? throw new InvalidOperationException("Smtp:Password is missing");

    public NetworkCredential Credentials => new("relay@acme.dev", _password);

    public async Task<string> Login(string user, string password, CancellationToken cancellationToken = default)
    {
        var token = await tokens.CreateAsync(user, password, cancellationToken);
        return token.AccessToken;
    }
}
