import { weighQuoted } from '../checks/weigh';
import { passwordRule } from '../passwordRule';
import type { Rule } from '../rule';

/** Secrets in the files of Terraform, Ansible and unattended installations. */
export const infrastructureRules: readonly Rule[] = [
  passwordRule({
    id: 'terraform-sensitive-output',
    name: 'Sensitive output in a Terraform state',
    provider: 'generic',
    why: 'A state file holds the values that Terraform hides on the screen, as they are.',
    revoke: 'Replace the value, and keep the state in a backend that encrypts it and that few can read.',
    keywords: ['"sensitive"'],
    pattern:
      /"value"\s{0,8}:\s{0,8}"(?<secret>[^"\\\n]{4,2000})"\s{0,8},\s{0,40}(?:"type"\s{0,8}:\s{0,8}"string"\s{0,8},\s{0,40})?"sensitive"\s{0,8}:\s{0,8}true/g,
    reach: { before: 2200, after: 40 },
    formats: ['terraform-state', 'json'],
    source: 'https://developer.hashicorp.com/terraform/language/state/sensitive-data',
    samples: {
      hit: [
        {
          path: 'terraform.tfstate',
          text: '{"outputs": {"db": {"value": "Zt5kQw9xLp2m", "type": "string", "sensitive": true}}}',
        },
        {
          path: 'terraform.tfstate',
          text: '"key": {\n  "value": "q8Zt5kQw9xLp2mVb8R4nJc7Ys1Df",\n  "type": "string",\n  "sensitive": true\n}',
        },
      ],
      clean: [
        {
          path: 'terraform.tfstate',
          text: '{"outputs": {"db": {"value": "Zt5kQw9xLp2m", "type": "string"}}}',
        },
        {
          path: 'terraform.tfstate',
          text: '{"outputs": {"db": {"value": "", "type": "string", "sensitive": true}}}',
        },
      ],
    },
  }),
  passwordRule({
    id: 'ansible-password',
    name: 'Password in an Ansible inventory',
    provider: 'generic',
    why: 'Anyone who can reach the machine can sign in to it, usually as its administrator.',
    revoke: 'Change the password on the machines, and keep the new one in an Ansible vault.',
    keywords: ['ansible_'],
    pattern:
      /(?<![\w-])ansible_(?:ssh_|become_|sudo_|su_|winrm_|vault_|network_)?(?:pass|password)[\t ]{0,4}[=:][\t ]{0,4}(?!lookup|\|)(?<secret>"[^"\n]{4,200}"|'[^'\n]{4,200}'|[^\s"'#]{4,200})/g,
    source: 'https://docs.ansible.com/ansible/latest/inventory_guide/connection_details.html',
    check: weighQuoted,
    samples: {
      hit: [
        {
          path: 'hosts',
          text: 'web1 ansible_host=10.4.0.12 ansible_user=ops ansible_ssh_pass=Zt5kQw9xLp2m\n',
        },
        { path: 'group_vars/all.yml', text: 'ansible_become_password: "Mx7-qTr4Zw"\n' },
      ],
      clean: [
        { path: 'group_vars/all.yml', text: 'ansible_become_pass: "{{ vault_become_pass }}"\n' },
        {
          path: 'group_vars/all.yml',
          text: 'ansible_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6238653465\n',
        },
        { path: 'hosts', text: 'web1 ansible_host=10.4.0.12 ansible_ssh_private_key_file=~/.ssh/id_rsa\n' },
      ],
    },
  }),
  passwordRule({
    id: 'installer-root-password',
    name: 'Password in an answer file of an installer',
    provider: 'generic',
    why: 'Every machine that was installed with the file has this password until it is changed.',
    revoke:
      'Change the password on the machines that were installed with the file, and put a hash in its place.',
    keywords: ['rootpw', 'passwd/', 'debconf-set-selections'],
    pattern:
      /(?:^[\t ]{0,8}(?:rootpw[\t ]{1,8}(?:--plaintext[\t ]{1,8}|--lock[\t ]{1,8}){0,2}(?!--)|d-i[\t ]{1,8}(?:passwd\/(?:root|user)-password|grub-installer\/password|netcfg\/wireless_wpa)(?:-again)?[\t ]{1,8}password[\t ]{1,8})|debconf-set-selections[\t ]{1,4}<<<[\t ]{0,4}["'][^"'\n]{1,120}?[\t ]password[\t ]{1,4})["']?(?<secret>[^\s"'$#{<][^\s"']{3,100})/gm,
    source:
      'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/performing_an_advanced_rhel_9_installation/kickstart-commands-and-options-reference',
    samples: {
      hit: [
        { path: 'ks.cfg', text: 'rootpw --plaintext Zt5kQw9xLp2m\n' },
        { path: 'preseed.cfg', text: 'd-i passwd/root-password password Mx7-qTr4Zw\n' },
        {
          path: 'setup.sh',
          text: 'debconf-set-selections <<< "mysql-server mysql-server/root_password password Mx7-qTr4Zw"\n',
        },
      ],
      clean: [
        { path: 'ks.cfg', text: 'rootpw --lock\n' },
        { path: 'ks.cfg', text: 'rootpw --iscrypted $6$abc$def\n' },
        { path: 'preseed.cfg', text: 'd-i passwd/root-password password $' + '{ROOT_PASSWORD}\n' },
      ],
    },
  }),
  passwordRule({
    id: 'cloud-init-password',
    name: 'Password of a user in a cloud-init configuration',
    provider: 'generic',
    why: 'Every machine that was started with the file has this password until it is changed.',
    revoke:
      'Change the password on the machines that were started with the file, and let people sign in with keys.',
    keywords: ['chpasswd:'],
    pattern:
      /\bchpasswd:[\t ]{0,4}\r?\n(?:[\t ]{1,8}expire:[^\n]{0,20}\n)?[\t ]{1,8}list:[\t ]{0,4}\|?[-+]?[\t ]{0,4}\r?\n[\t ]{1,16}(?:- ?)?["']?[\w.-]{1,32}:(?<secret>[^\s"'$#{<][^\s"']{3,100})/g,
    formats: ['yaml', 'text', 'code'],
    source: 'https://cloudinit.readthedocs.io/en/latest/reference/modules.html#set-passwords',
    samples: {
      hit: [
        { path: 'user-data.yaml', text: '#cloud-config\nchpasswd:\n  list: |\n    root:Mx7-qTr4Zw\n' },
        {
          path: 'user-data',
          text: '#cloud-config\nchpasswd:\n  expire: false\n  list:\n    - ops:Zt5kQw9xLp2m\n',
        },
      ],
      clean: [
        { path: 'user-data.yaml', text: '#cloud-config\nchpasswd:\n  list: |\n    root:RANDOM\n' },
        { path: 'user-data.yaml', text: '#cloud-config\nchpasswd: { expire: false }\n' },
      ],
    },
  }),
  passwordRule({
    id: 'terraform-variable-default',
    name: 'Default of a secret variable in Terraform',
    provider: 'generic',
    why: 'Everything that was made without another value has this one.',
    keywords: ['variable'],
    pattern:
      /(?<![\w-])variable\s{1,4}"[\w-]{0,60}(?:password|passwd|secret|token|api_?key|passphrase|private_key)(?:_value)?"\s{0,4}\{[^{}]{0,400}?\bdefault\s{0,20}=\s{0,4}"(?<secret>[^"\n]{4,500})"/gi,
    reach: { before: 1, after: 1100 },
    source: 'https://developer.hashicorp.com/terraform/language/values/variables',
    samples: {
      hit: [
        {
          path: 'variables.tf',
          text: 'variable "db_password" {\n  type    = string\n  default = "Zt5kQw9xLp2mVb8R"\n}\n',
        },
        {
          path: 'variables.tf',
          text: 'variable "api_token" {\n  description = "Token"\n  default     = "7f3a9c1e5b8d2460f1a7c3e95b8d2046"\n}\n',
        },
      ],
      clean: [
        {
          path: 'variables.tf',
          text: 'variable "db_password" {\n  type      = string\n  sensitive = true\n}\n',
        },
        {
          path: 'variables.tf',
          text: 'variable "db_password" {\n  default = ""\n}\nvariable "size" {\n  default = "db.t3.medium"\n}\n',
        },
      ],
    },
  }),
];
